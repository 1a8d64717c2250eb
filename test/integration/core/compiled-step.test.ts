import type { Variable } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { modelGallery } from '#contract/model-gallery'
import { modelSpecSchema, type ModelSpec } from '#contract/model-spec'
import type { OptimizerSpec, Recipe } from '#contract/recipe'
import type { Dataset } from '#core/dataset'
import type { Tensors } from '#core/native/tensorflow'
import { BatchOrder, CompiledStep, EagerStep, type TrainingStep } from '#core/training'
import { firstImages, stepParts } from '../../support/engine/steps'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
let dataset: Dataset
beforeAll(async () => {
  tf = await nativeTensors()
  dataset = await firstImages(600)
})

const galleryModel = (id: string): ModelSpec =>
  modelSpecSchema.parse(modelGallery.find((model) => model.id === id))

const learningRate = 0.01
/** 11 batches an epoch, the last smaller. */
const positions = () => Uint32Array.from({ length: 330 }, (_, i) => i)
const batchSize = 32

/** Adam divides by the size of the gradient and so makes rounding as large as a step. */
const momentum: OptimizerSpec = { type: 'sgd', momentum: 0.9 }

interface Trained {
  losses: number[]
  correct: number[]
  weights: number[][]
  logits: Float32Array
}

/** Trains with one of the two ways and gives everything back. */
function trained(
  spec: ModelSpec,
  steps: number,
  towers: number | null,
  change: Partial<Recipe> = {},
): Trained {
  const parts = stepParts(tf, spec, dataset, { batchSize, optimizer: momentum, ...change })
  const order = new BatchOrder(positions(), batchSize, 1)
  const step: TrainingStep =
    towers === null ? new EagerStep(parts) : new CompiledStep(parts, towers, order.sizes)
  const result: Trained = { losses: [], correct: [], weights: [], logits: new Float32Array() }
  for (let i = 0; i < steps; i += 1) {
    const epoch = Math.floor(i / order.stepsPerEpoch)
    const outcome = step.run(order.batch(epoch, i % order.stepsPerEpoch), learningRate)
    result.losses.push(outcome.loss.dataSync()[0] ?? Number.NaN)
    result.correct.push(outcome.correct.dataSync()[0] ?? Number.NaN)
    tf.dispose([outcome.loss, outcome.correct])
  }
  step.settle()
  result.logits = step.classify(dataset.train.pixels.slice(0, 100 * 784), 100)
  result.weights = parts.model.weights.map((weight) => [...(weight.read() as Variable).dataSync()])
  step.dispose()
  parts.model.dispose()
  return result
}

/** Largest difference in relation to the size of what is compared. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  let [largest, size] = [0, 1e-3]
  for (let i = 0; i < a.length; i += 1) {
    largest = Math.max(largest, Math.abs((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)))
    size = Math.max(size, Math.abs(a[i] ?? 0))
  }
  return largest / size
}

describe('the compiled step', () => {
  it.each(modelGallery.map(({ id }) => id))(
    'of %s agrees with operation by operation over 50 steps',
    (id) => {
      const spec = galleryModel(id)
      const [eager, compiled] = [trained(spec, 50, null), trained(spec, 50, 1)]
      expect(difference(eager.losses, compiled.losses)).toBeLessThan(2e-3)
      expect(difference(eager.logits, compiled.logits)).toBeLessThan(5e-3)
      for (const [i, weight] of eager.weights.entries())
        expect(difference(weight, compiled.weights[i] ?? [])).toBeLessThan(5e-3)
      // It learned at all.
      expect(compiled.losses.at(-1)).toBeLessThan((compiled.losses[0] ?? 0) / 2)
    },
  )

  it.each([
    ['SGD', { type: 'sgd', momentum: 0 }],
    ['SGD with momentum', { type: 'sgd', momentum: 0.9 }],
    ['Adam', { type: 'adam' }],
    ['AdamW', { type: 'adamw' }],
  ] as [string, OptimizerSpec][])('follows %s with weight decay', (_name, optimizer) => {
    const change = { optimizer, weightDecay: 0.05 }
    const spec = galleryModel('lenet5')
    const [eager, compiled] = [trained(spec, 15, null, change), trained(spec, 15, 1, change)]
    // Leaving the decay out would make 15 steps · 0.01 · 0.05, some 0.7 %.
    for (const [i, weight] of eager.weights.entries())
      expect(difference(weight, compiled.weights[i] ?? [])).toBeLessThan(1e-3)
  })

  it('draws the dropout and augmentation of the other way, new ones each step', () => {
    const change = { augmentation: { rotationDegrees: 15, shiftPixels: 2 } }
    const plain = galleryModel('cnn')
    const [eager, compiled] = [trained(plain, 11, null, change), trained(plain, 11, 1, change)]
    expect(difference(eager.losses, compiled.losses)).toBeLessThan(1e-3)
    // With a rate of next to nothing the same batch differs by its draws only.
    const parts = stepParts(tf, galleryModel('cnn-bn'), dataset, change)
    const step = new CompiledStep(parts, 2, [batchSize])
    const batch = positions().subarray(0, batchSize)
    const losses = [0, 1, 0].map((draw) => {
      const outcome = step.run({ positions: batch, step: draw }, 1e-30)
      const [loss] = outcome.loss.dataSync()
      tf.dispose([outcome.loss, outcome.correct])
      return loss ?? Number.NaN
    })
    expect(losses[1]).not.toBeCloseTo(losses[0] ?? 0, 3)
    expect(losses[2]).toBeCloseTo(losses[0] ?? 0, 5)
    step.dispose()
    parts.model.dispose()
  })

  it('with towers takes the mean of their parts', () => {
    // Without what is measured or drawn for each part apart, towers change nothing but rounding.
    for (const id of ['lenet5', 'cnn']) {
      const [one, three] = [trained(galleryModel(id), 25, 1), trained(galleryModel(id), 25, 3)]
      expect(difference(one.losses, three.losses)).toBeLessThan(2e-3)
      expect(three.correct).toEqual(one.correct)
      for (const [i, weight] of one.weights.entries())
        expect(difference(weight, three.weights[i] ?? [])).toBeLessThan(5e-3)
    }
  })

  it('is bit for bit the same over two runs', () => {
    const change = { augmentation: { rotationDegrees: 15, shiftPixels: 2 } }
    const spec = galleryModel('cnn-bn')
    expect(trained(spec, 25, 2, change)).toEqual(trained(spec, 25, 2, change))
  })

  it('leaves no tensor behind in 1,000 steps', () => {
    const before = countTensors(tf)
    trained(galleryModel('mlp'), 1_000, 2)
    expect(countTensors(tf)).toEqual(before)
  })
})
