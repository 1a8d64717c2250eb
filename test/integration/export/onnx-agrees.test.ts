import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type * as TensorFlow from '@tensorflow/tfjs'
import { modelGallery } from '#contract/model-gallery'
import type { ModelSpec } from '#contract/model-spec'
import { permute } from '#core/export/onnx/layout'
import { onnxOf, runOnnx } from '../../support/export/onnx'
import { referenceProbabilities } from '../../support/export/probabilities'
import { randomModel } from '../../support/export/random-spec'
import { referenceModel } from '../../support/export/reference-model'
import { generator, randomWeights } from '../../support/export/weights'
import { loadTensorFlow } from '../../support/tensorflow'

let tf: typeof TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow()
})

const normalization = { mean: 0.1307, deviation: 0.3081 }
const count = 4

/** Largest difference between ONNX in onnxruntime and TF.js, and what is left of tensors. */
async function compare(spec: ModelSpec, inputShape: [number, number, number], seed: number) {
  const before = tf.memory().numTensors
  const [height, width, channels] = inputShape
  const random = generator(seed)
  const pixels = Float32Array.from({ length: count * height * width * channels }, random)
  const weights = randomWeights(spec, inputShape, 10, seed)
  const reference = referenceModel(tf, spec, inputShape, weights)
  const shape: [number, number, number, number] = [count, height, width, channels]
  const expected = referenceProbabilities(tf, reference, pixels, shape, normalization)
  reference.dispose()
  const model = onnxOf(spec, weights, inputShape, 10, normalization)
  const image = permute(pixels, shape, [0, 3, 1, 2])
  const answer = await runOnnx(model, image, [count, channels, height, width])
  expect(answer).toHaveLength(expected.length)
  expect(tf.memory().numTensors).toBe(before)
  return answer.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? NaN))),
    0,
  )
}

describe('ONNX in onnxruntime against TF.js', () => {
  it.each(modelGallery.map((spec) => [spec.id, spec] as const))('agrees on %s', async (_, spec) => {
    expect(await compare(spec, [28, 28, 1], 11)).toBeLessThan(1e-5)
  })

  it('agrees on random graphs of every layer', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(randomModel, fc.integer({ min: 1, max: 1e6 }), async (model, seed) => {
        for (const { type } of model.spec.layers) seen.add(type)
        expect(await compare(model.spec, model.inputShape, seed)).toBeLessThan(1e-4)
      }),
      { numRuns: 400 },
    )
    expect(seen.size).toBe(12)
  })
})
