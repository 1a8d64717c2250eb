import type { Variable } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { usualAugmentation } from '#contract/augmentation'
import { modelGallery } from '#contract/model-gallery'
import { modelSpecSchema, type ModelSpec } from '#contract/model-spec'
import type { OptimizerSpec, Recipe } from '#contract/recipe'
import type { Dataset } from '#core/dataset'
import type { Tensors } from '#core/native/tensorflow'
import {
  BatchOrder,
  CompiledStep,
  EagerStep,
  type ProductType,
  type StepState,
  type TrainingStep,
} from '#core/training'
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

/**
 * Trains with one of the two ways and gives everything back.
 * @param states before each tenth step: empty it is filled, full it is what the steps go on from
 */
function trained(
  spec: ModelSpec,
  steps: number,
  towers: number | null,
  change: Partial<Recipe> = {},
  { products = 'float32', states }: { products?: ProductType; states?: StepState[] } = {},
): Trained {
  const chosen = { batchSize, optimizer: momentum, learningRate: 0.01, ...change }
  const parts = { ...stepParts(tf, spec, dataset, chosen), products }
  const order = new BatchOrder(positions(), chosen.batchSize, 1, chosen.accumulation)
  const step: TrainingStep =
    towers === null ? new EagerStep(parts) : new CompiledStep(parts, towers, order.sizes)
  const result: Trained = { losses: [], correct: [], weights: [], logits: new Float32Array() }
  for (let i = 0; i < steps; i += 1) {
    const known = i % 10 === 0 ? states?.[i / 10] : undefined
    if (known) step.restore(known)
    else if (i % 10 === 0) states?.push(step.state())
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
    const states: StepState[] = []
    const eager = trained(spec, 50, null, change, { states })
    // Rounding grows from step to step, by how much hangs on the processor: both ways begin each
    // ten steps from the same numbers.
    const compiled = trained(spec, 50, 1, change, { states })
    expect(difference(eager.losses, compiled.losses)).toBeLessThan(1e-3)
    expect(difference(eager.logits, compiled.logits)).toBeLessThan(5e-3)
    for (const [i, weight] of eager.weights.entries())
      expect(difference(weight, compiled.weights[i] ?? [])).toBeLessThan(5e-3)
    const mean = (losses: number[]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length
    expect(mean(compiled.losses.slice(-10))).toBeLessThan(0.9 * mean(compiled.losses.slice(0, 10)))
  })

  it('is tested with every model of the gallery', () => {
    expect(modelGallery.map(({ id }) => id)).toEqual(['mlp', 'lenet5', 'cnn', 'cnn-bn', 'resnet'])
  })

  it.each([
    ['SGD', { type: 'sgd', momentum: 0 }],
    ['SGD with momentum', { type: 'sgd', momentum: 0.9 }],
    ['SGDW', { type: 'sgdw', momentum: 0.9 }],
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
    const change = { augmentation: usualAugmentation }
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

  it.each([
    ['label smoothing', { labelSmoothing: 0.1 }],
    ['clipping', { clipNorm: 0.2 }],
    ['a moving average', { averageDecay: 0.9 }],
    ['accumulation over 4 batches', { accumulation: 4 }],
    ['all of them', { labelSmoothing: 0.1, clipNorm: 0.2, averageDecay: 0.9, accumulation: 3 }],
  ] as [string, Partial<Recipe>][])('agrees with operation by operation: %s', (_name, change) => {
    const spec = galleryModel('lenet5')
    const plain = trained(spec, 12, 1)
    for (const towers of [1, 2]) {
      const [eager, compiled] = [trained(spec, 12, null, change), trained(spec, 12, towers, change)]
      expect(difference(eager.losses, compiled.losses)).toBeLessThan(1e-3)
      expect(difference(eager.logits, compiled.logits)).toBeLessThan(1e-3)
      for (const [i, weight] of eager.weights.entries())
        expect(difference(weight, compiled.weights[i] ?? [])).toBeLessThan(1e-3)
      // And it does something.
      expect(difference(plain.logits, compiled.logits)).toBeGreaterThan(5e-3)
    }
  })

  it('accumulates 4 batches to what one of four times the size gives', () => {
    for (const towers of [null, 1, 2]) {
      const whole = trained(galleryModel('cnn'), 12, towers, { batchSize: 64 })
      const parts = trained(galleryModel('cnn'), 12, towers, { batchSize: 16, accumulation: 4 })
      expect(difference(whole.losses, parts.losses)).toBeLessThan(1e-3)
      expect(parts.correct).toEqual(whole.correct)
      for (const [i, weight] of whole.weights.entries())
        expect(difference(weight, parts.weights[i] ?? [])).toBeLessThan(2e-3)
    }
  })

  it('goes back to a state and on from there, bit for bit', () => {
    const change = { optimizer: { type: 'adam' }, averageDecay: 0.9 } as const
    for (const compiled of [true, false]) {
      const parts = stepParts(tf, galleryModel('cnn-bn'), dataset, { batchSize, ...change })
      const order = new BatchOrder(positions(), batchSize, 1)
      const step = compiled ? new CompiledStep(parts, 2, order.sizes) : new EagerStep(parts)
      const losses = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, i) => {
          const outcome = step.run(order.batch(0, from + i), 0.01)
          const [loss] = outcome.loss.dataSync()
          tf.dispose([outcome.loss, outcome.correct])
          return loss
        })
      losses(0, 4)
      const state = step.state()
      const on = losses(4, 8)
      const logits = step.classify(dataset.train.pixels.slice(0, 784), 1)
      step.restore(state)
      expect(losses(4, 8)).toEqual(on)
      expect(step.classify(dataset.train.pixels.slice(0, 784), 1)).toEqual(logits)
      step.dispose()
      parts.model.dispose()
    }
  })

  it.each([
    ['bfloat16', 1e-2],
    ['float16', 1e-3],
  ] as const)('with products in %s stays near 32 bits and learns', (products, tolerance) => {
    const spec = galleryModel('cnn')
    const [exact, low] = [trained(spec, 30, 1), trained(spec, 30, 1, {}, { products })]
    // The first loss is before any step; later ones also lag by the steps that overflowed.
    const first = ({ losses }: Trained) => losses.slice(0, 1)
    expect(difference(first(exact), first(low))).toBeLessThan(tolerance)
    expect(difference(exact.losses, low.losses)).toBeLessThan(0.05)
    expect(low.losses).not.toEqual(exact.losses)
    const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
    expect(mean(low.losses.slice(-5))).toBeLessThan(0.9 * mean(low.losses.slice(0, 5)))
  })

  it('moves nothing where 16 bits overflow, and tries half the factor of the loss', () => {
    const parts = stepParts(tf, galleryModel('cnn-bn'), dataset, { batchSize })
    const order = new BatchOrder(positions(), batchSize, 1)
    const step = new CompiledStep({ ...parts, products: 'float16' }, 2, order.sizes)
    const { values } = step.state()
    const run = (index: number) => {
      const outcome = step.run(order.batch(0, index), 0.01)
      const [loss] = outcome.loss.dataSync()
      tf.dispose([outcome.loss, outcome.correct])
      return loss
    }
    step.restore({ values, lossScale: { scale: 2 ** 100, steps: 7 } })
    expect(run(0)).toBeGreaterThan(0)
    const after = step.state()
    expect(after.lossScale).toEqual({ scale: 2 ** 99, steps: 0 })
    for (const [i, { trainable }] of parts.model.weights.entries())
      if (trainable) expect(after.values[i]).toEqual(values[i])
    expect(after.values.every((value) => value.every(Number.isFinite))).toBe(true)
    step.restore({ values: after.values, lossScale: { scale: 2 ** 10, steps: 0 } })
    run(1)
    expect(step.state().lossScale).toEqual({ scale: 2 ** 10, steps: 1 })
    expect(step.state().values).not.toEqual(after.values)
    step.dispose()
    parts.model.dispose()
  })

  it('infers in lanes what it infers in one', () => {
    const { pixels } = dataset.test
    const [one, three] = [1, 3].map((lanes) => {
      const parts = { ...stepParts(tf, galleryModel('cnn-bn'), dataset), lanes }
      const step = new CompiledStep(parts, 1, [batchSize])
      // A full batch does not divide by three; the second is short of two lanes.
      const logits = [1_000, 200].map((count) => step.classify(pixels.slice(0, count * 784), count))
      step.dispose()
      parts.model.dispose()
      return logits
    })
    expect(three?.map(({ length }) => length)).toEqual([10_000, 2_000])
    for (const [i, logits] of (one ?? []).entries())
      expect(difference(logits, three?.[i] ?? [])).toBeLessThan(1e-4)
  })

  it('is bit for bit the same over two runs', () => {
    const change = { augmentation: usualAugmentation }
    const spec = galleryModel('cnn-bn')
    expect(trained(spec, 25, 2, change)).toEqual(trained(spec, 25, 2, change))
  })

  it('leaves no tensor behind in 1,000 steps', () => {
    const before = countTensors(tf)
    trained(galleryModel('mlp'), 1_000, 2)
    expect(countTensors(tf)).toEqual(before)
  })
})
