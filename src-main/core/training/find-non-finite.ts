import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SymbolicTensor, Tensor, Tensor4D } from '@tensorflow/tfjs'
import { imageTensor } from '../dataset/batch'
import { piecesOf, type BatchOrder, type Piece, type StepPlan } from './batch-order'
import type { Checkpoint } from './checkpoints'
import type { LearningRate } from './learning-rate'
import { prepareImages } from './prepare'
import type { StepParts, TrainingStep } from './training-step'

export interface NonFinite {
  /** Counts from 1. */
  step: number
  /** Name of the layer; null where the numbers of all layers were finite. */
  layer: string | null
}

export interface Replay {
  parts: StepParts
  step: TrainingStep
  order: BatchOrder
  rate: LearningRate
}

/**
 * Runs again from a good state, one step at a time, until a number is not finite any more: every
 * draw and every sum is as it was. @returns null where it does not happen again up to `last`
 */
export async function findNonFinite(
  { parts, step, order, rate }: Replay,
  { head, values }: Checkpoint,
  last: number,
): Promise<NonFinite | null> {
  step.restore({ values, lossScale: head.lossScale })
  rate.restore(head.rate)
  for (let done = head.report.steps; done < last; done += 1) {
    const epoch = Math.floor(done / order.stepsPerEpoch)
    const index = done % order.stepsPerEpoch
    const before = step.state().values
    const plan = order.batch(epoch, index)
    const { loss, correct } = step.run(plan, rate.at(epoch, index))
    const [figure] = loss.dataSync()
    parts.tf.dispose([loss, correct])
    if (!Number.isFinite(figure))
      return { step: done + 1, layer: layerOfValue(parts, before, plan) }
    const layer = layerOfWeight(parts, step.state().values)
    if (layer !== null) return { step: done + 1, layer }
    await nextTurn()
  }
  return null
}

/** The first layer with a weight that is not finite. @param values in the order of the model */
function layerOfWeight({ model }: StepParts, values: readonly Float32Array[]): string | null {
  const isBad = (weight: (typeof model.weights)[number]) =>
    !values[model.weights.indexOf(weight)]?.every(Number.isFinite)
  return model.layers.find(({ weights }) => weights.some(isBad))?.name ?? null
}

/** The first layer whose output for a batch of the step is not finite. */
function layerOfValue(
  parts: StepParts,
  weights: readonly Float32Array[],
  plan: StepPlan,
): string | null {
  const { tf, model, randomness, dataset, preparation, recipe } = parts
  for (const [i, weight] of model.weights.entries())
    tf.tidy(() => {
      weight.write(tf.tensor(weights[i] ?? [], weight.shape as number[]))
    })
  const outputs = model.layers.map(({ output }) => output as SymbolicTensor)
  const layers = tf.model({ inputs: model.inputs, outputs })
  const firstBad = ({ positions, draw }: Piece) =>
    tf.tidy(() => {
      randomness.step = draw
      const pixels = imageTensor(tf, { images: dataset.train, positions }, dataset.imageShape)
      const images = prepareImages(tf, pixels, preparation, draw) as Tensor4D
      const results = layers.apply(images, { training: true }) as Tensor[]
      return results.findIndex((result) => !tf.isFinite(result).all().dataSync()[0])
    })
  const bad = piecesOf(plan, recipe).map(firstBad)
  const first = Math.min(...bad.filter((index) => index !== -1))
  return model.layers[first]?.name ?? null
}
