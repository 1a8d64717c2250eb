import type { Variable } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
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
  const chosen = { batchSize, optimizer: momentum, learningRate: 0.01, ...change }
  const parts = stepParts(tf, spec, dataset, chosen)
  const order = new BatchOrder(positions(), batchSize, 1)
  const step: TrainingStep =
    towers === null ? new EagerStep(parts) : new CompiledStep(parts, towers, order.sizes)
  const result: Trained = { losses: [], correct: [], weights: [], logits: new Float32Array() }
  for (let i = 0; i < steps; i += 1) {
    const epoch = Math.floor(i / order.stepsPerEpoch)
    const outcome = step.run(order.batch(epoch, i % order.stepsPerEpoch), chosen.learningRate)
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

/** Largest difference in relation to the size of what is compared; small sizes count as 0.1. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  let [largest, size] = [0, 0.1]
  for (let i = 0; i < a.length; i += 1) {
    largest = Math.max(largest, Math.abs((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)))
    size = Math.max(size, Math.abs(a[i] ?? 0))
  }
  return largest / size
}

describe('the compiled step', () => {
  it.each([
    ['mlp', 0.01],
    ['lenet5', 0.01],
    ['cnn', 0.01],
    ['cnn-bn', 0.01],
    // Twelve batch normalisations over few images make rounding grow fast at a higher rate.
    ['resnet', 0.001],
  ])('of %s agrees with operation by operation over 50 steps', (id, learningRate) => {
    const spec = galleryModel(id)
    const change = { learningRate }
    const [eager, compiled] = [trained(spec, 50, null, change), trained(spec, 50, 1, change)]
    // Rounding grows from step to step; a mistake is there from the first.
    const ten = ({ losses }: Trained) => losses.slice(0, 10)
    expect(difference(ten(eager), ten(compiled))).toBeLessThan(1e-3)
    expect(difference(eager.losses, compiled.losses)).toBeLessThan(2e-2)
    expect(difference(eager.logits, compiled.logits)).toBeLessThan(2e-2)
    for (const [i, weight] of eager.weights.entries())
      expect(difference(weight, compiled.weights[i] ?? [])).toBeLessThan(2e-2)
    const mean = (losses: number[]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length
    expect(mean(compiled.losses.slice(-10))).toBeLessThan(0.9 * mean(compiled.losses.slice(0, 10)))
  })

  it('is tested with every model of the gallery', () => {
    expect(modelGallery.map(({ id }) => id)).toEqual(['mlp', 'lenet5', 'cnn', 'cnn-bn', 'resnet'])
  })

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
    const change = { augmentation: { ...noAugmentation, rotationDegrees: 15, shiftPixels: 2 } }
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
    const change = { augmentation: { ...noAugmentation, rotationDegrees: 15, shiftPixels: 2 } }
    const spec = galleryModel('cnn-bn')
    expect(trained(spec, 25, 2, change)).toEqual(trained(spec, 25, 2, change))
  })

  it('leaves no tensor behind in 1,000 steps', () => {
    const before = countTensors(tf)
    trained(galleryModel('mlp'), 1_000, 2)
    expect(countTensors(tf)).toEqual(before)
  })
})
