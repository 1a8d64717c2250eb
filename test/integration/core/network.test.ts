import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Layer, ModelSpec } from '#contract/model-spec'
import { buildModel, crossEntropy, trainableWeights, type BuiltModel } from '#core/model'
import type { Tensors } from '#core/native/tensorflow'
import { readGolden, type GoldenTensor } from '../../support/engine/golden'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

const golden = readGolden().network
const window = { kernelSize: 3, strides: 1, padding: 'same' } as const
const pool = { poolSize: 2, strides: 2, padding: 'valid' } as const

/** The network of test/golden/engine.py. */
const layers: Layer[] = [
  { id: 'input', type: 'input', inputs: [] },
  {
    id: 'conv1',
    type: 'conv2d',
    inputs: ['input'],
    filters: 4,
    ...window,
    activation: 'linear',
    useBias: false,
  },
  { id: 'norm1', type: 'batchNorm', inputs: ['conv1'], momentum: 0.9, epsilon: 1e-3 },
  { id: 'relu1', type: 'activation', inputs: ['norm1'], function: 'relu' },
  { id: 'pool1', type: 'maxPool2d', inputs: ['relu1'], ...pool },
  {
    id: 'conv2',
    type: 'conv2d',
    inputs: ['pool1'],
    filters: 4,
    ...window,
    activation: 'tanh',
    useBias: true,
  },
  { id: 'add1', type: 'add', inputs: ['pool1', 'conv2'] },
  { id: 'pool2', type: 'averagePool2d', inputs: ['add1'], ...pool },
  { id: 'flat', type: 'flatten', inputs: ['pool2'] },
  { id: 'dense1', type: 'dense', inputs: ['flat'], units: 5, activation: 'sigmoid', useBias: true },
  { id: 'norm2', type: 'batchNorm', inputs: ['dense1'], momentum: 0.9, epsilon: 1e-3 },
  { id: 'dense2', type: 'dense', inputs: ['norm2'], units: 3, activation: 'linear', useBias: true },
]
const spec: ModelSpec = { id: 'custom', name: 'golden', layers }

let tf: Tensors
let built: BuiltModel
let images: Tensor4D
let labels: Tensor1D

beforeAll(async () => {
  tf = await nativeTensors()
  built = buildModel(tf, spec, { inputShape: [8, 8, 1], classes: 3, seed: 1, dropout: null })
  images = tf.tensor4d(golden.images.values, [6, 8, 8, 1])
  labels = tf.tensor1d(golden.labels, 'int32')
})
afterAll(() => {
  built.model.dispose()
  tf.dispose([images, labels])
})

/** The values that a layer begins with: reference weights, and moments not yet moved. */
function setWeights() {
  for (const layer of built.model.layers) {
    const values = layer.weights.map(({ originalName, shape }) => {
      const known = golden.weights[originalName]
      if (known) return tf.tensor(known.values, known.shape)
      return originalName.endsWith('mean')
        ? tf.zeros(shape as number[])
        : tf.ones(shape as number[])
    })
    if (values.length > 0) layer.setWeights(values)
    tf.dispose(values)
  }
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number) {
  expect(actual.length).toBe(expected.length)
  for (const [i, value] of expected.entries())
    expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(tolerance)
}

describe('a network with batch norm, joins and every activation', () => {
  const logits = () => built.model.apply(images, { training: true }) as Tensor2D

  it('computes the reference’s logits, loss and gradients', () => {
    setWeights()
    // TensorFlow holds weights, images and labels from their first use on.
    tf.tidy(() => crossEntropy(tf, logits(), labels))
    const before = countTensors(tf)
    tf.tidy(() => {
      expectClose(logits().dataSync(), golden.logits, 1e-4)
      const weights = trainableWeights(built.model)
      const variables = weights.map(({ variable }) => variable)
      const { value, grads } = tf.variableGrads(() => crossEntropy(tf, logits(), labels), variables)
      expect(value.dataSync()[0]).toBeCloseTo(golden.loss, 5)
      const names = built.model.trainableWeights.map(({ originalName }) => originalName)
      expect([...names].sort()).toEqual(Object.keys(golden.gradients).sort())
      for (const [i, name] of names.entries()) {
        const expected = golden.gradients[name] as GoldenTensor
        const gradient = grads[variables[i]?.name ?? '']
        expectClose(gradient?.dataSync() ?? [], expected.values, 2e-5)
      }
    })
    expect(countTensors(tf)).toEqual(before)
  })

  it('moves batch norm’s averages once a training step, by the unbiased variance', () => {
    setWeights()
    tf.tidy(() => logits())
    for (const [layer, { mean, variance }] of Object.entries(golden.moving)) {
      const [, , movingMean, movingVariance] = built.model.getLayer(layer).getWeights()
      expectClose(movingMean?.dataSync() ?? [], mean, 1e-5)
      expectClose(movingVariance?.dataSync() ?? [], variance, 1e-5)
    }
  })

  it('normalises by the averages, and leaves them, when it infers', () => {
    setWeights()
    const layer = built.model.getLayer('norm1')
    const [input, output] = tf.tidy(() => {
      const x = tf.randomNormal([2, 3, 3, 4], 5, 2, 'float32', 1)
      return [x.dataSync(), (layer.call(x, {}) as Tensor4D).dataSync()]
    })
    const gamma = golden.weights['norm1/gamma']?.values ?? []
    const beta = golden.weights['norm1/beta']?.values ?? []
    const expected = Array.from(input ?? [], (value, i) => {
      const scaled = (value / Math.sqrt(1 + 1e-3)) * (gamma[i % 4] ?? 0)
      return scaled + (beta[i % 4] ?? 0)
    })
    expectClose(output ?? [], expected, 1e-4)
    expect([...(layer.getWeights()[2]?.dataSync() ?? [])]).toEqual([0, 0, 0, 0])
  })

  it('lets kernels alone decay', () => {
    const weights = trainableWeights(built.model)
    const names = built.model.trainableWeights.map(({ originalName }) => originalName)
    expect(names.filter((_, i) => weights[i]?.decays).sort()).toEqual([
      'conv1/kernel',
      'conv2/kernel',
      'dense1/kernel',
      'dense2/kernel',
    ])
  })
})
