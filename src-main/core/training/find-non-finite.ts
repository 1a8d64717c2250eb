import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SymbolicTensor, Tensor, Tensor4D } from '@tensorflow/tfjs'
import { imageTensor } from '../dataset/batch'
import type { BatchOrder, StepPlan } from './batch-order'
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

/** The first layer with a weight that is not finite. */
function layerOfWeight({ model }: StepParts, values: readonly Float32Array[]): string | null {
  let at = 0
  for (const { name, weights } of model.layers)
    for (let i = 0; i < weights.length; i += 1, at += 1)
      if (!values[at]?.every(Number.isFinite)) return name
  return null
}

/** The first layer whose output for the batch is not finite. */
function layerOfValue(
  parts: StepParts,
  weights: readonly Float32Array[],
  { positions, step }: StepPlan,
): string | null {
  const { tf, model, randomness, dataset, preparation } = parts
  for (const [i, weight] of model.weights.entries())
    tf.tidy(() => {
      weight.write(tf.tensor(weights[i] ?? [], weight.shape as number[]))
    })
  randomness.step = step
  const bad = tf.tidy(() => {
    const pixels = imageTensor(tf, { images: dataset.train, positions }, dataset.imageShape)
    const images = prepareImages(tf, pixels, preparation, step) as Tensor4D
    const outputs = model.layers.map(({ output }) => output as SymbolicTensor)
    const layers = tf.model({ inputs: model.inputs, outputs })
    const results = layers.apply(images, { training: true }) as Tensor[]
    return results.findIndex((result) => !tf.isFinite(result).all().dataSync()[0])
  })
  return model.layers[bad]?.name ?? null
}
