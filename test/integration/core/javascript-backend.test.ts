import type { Tensor4D } from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noAugmentation, usualAugmentation } from '#contract/augmentation'
import { chain } from '#contract/model-gallery'
import { augmentImages, transformImages, transformRows } from '#core/dataset'
import { loadTensorFlow, type Tensors } from '#core/native/tensorflow'
import { smallExperiment, trainSmall } from '../../support/engine/experiment'

/** Small enough to train and test in JavaScript within seconds; every layer with a native twin. */
const layers = chain([
  { type: 'averagePool2d', poolSize: 4, strides: 4, padding: 'valid' },
  {
    type: 'conv2d',
    filters: 4,
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    activation: 'linear',
    useBias: false,
  },
  { type: 'batchNorm', momentum: 0.9, epsilon: 1e-3 },
  { type: 'activation', function: 'relu' },
  { type: 'flatten' },
  { type: 'dropout', rate: 0.1 },
  { type: 'dense', units: 10, activation: 'linear', useBias: true },
])

let tf: Tensors
const held = process.env.INKBENCH_BACKEND

beforeAll(async () => {
  process.env.INKBENCH_BACKEND = 'cpu'
  tf = (await loadTensorFlow({ threads: null })).tf
})
afterAll(() => {
  if (held === undefined) delete process.env.INKBENCH_BACKEND
  else process.env.INKBENCH_BACKEND = held
})

describe('without native TensorFlow', () => {
  it('a model trains all the same, and the run says why it was slow', async () => {
    const before = tf.memory().numTensors
    const spec = smallExperiment('mlp', ({ model, recipe, dataset }) => {
      model.layers = layers
      dataset.trainLimit = 1_000
      recipe.epochs = 6
      recipe.learningRate = 0.01
      recipe.schedule = { type: 'constant' }
      recipe.augmentation = { ...noAugmentation, rotationDegrees: 5, shiftPixels: 1 }
    })
    const transcript = await trainSmall(spec)
    const { environment } = transcript.last('prepared')
    expect(environment.backend).toBe('cpu')
    expect(environment.backendReason).toMatch(/\S/)
    expect(transcript.last('done').result.testAccuracy).toBeGreaterThan(0.6)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('each image of a batch is turned and shifted as by the native operation', () => {
    const shifted = tf.tidy(() => {
      const values = [1, 2, 3, 4, 5, 6, 7, 8, 9]
      const images = tf.tensor4d([...values, ...values], [2, 3, 3, 1])
      const [degrees, right, down] = [
        [0, 90],
        [1, 0],
        [-1, 0],
      ].map((each) => tf.tensor1d(each))
      if (!degrees || !right || !down) throw new Error('There are three.')
      const rows = transformRows(tf, [3, 3], { degrees, right, down })
      return transformImages(tf, images, rows).round().dataSync()
    })
    expect([...shifted.slice(0, 9)]).toEqual([0, 4, 5, 0, 7, 8, 0, 0, 0])
    expect([...shifted.slice(9)]).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3])
  })
  it.each(['elasticPixels', 'erasePercent', 'noisePercent'] as const)(
    'images are changed by %s too, the same for the same step',
    (kind) => {
      const augmentation = { ...noAugmentation, [kind]: usualAugmentation[kind] }
      const draw = (step: number) =>
        tf.tidy(() => {
          const images = tf.linspace(0, 255, 8 * 144).reshape<Tensor4D>([8, 12, 12, 1])
          return [...augmentImages(tf, images, augmentation, 3, step).dataSync()]
        })
      const first = draw(0)
      expect(draw(0)).toEqual(first)
      expect(draw(1)).not.toEqual(first)
      expect(Math.min(...first)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...first)).toBeLessThanOrEqual(255)
    },
  )
})
