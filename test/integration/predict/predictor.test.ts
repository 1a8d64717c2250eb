import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as TensorFlow from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { galleryModel } from '#contract/model-gallery'
import { predictionSchema } from '#contract/predict'
import { loadImageModel } from '#core/predict/image-model'
import { Predictor } from '#core/predict/predictor'
import { preprocessInk } from '#core/predict/picture/preprocess'
import { problemCodeOf } from '../../support/engine/problem'
import { referenceProbabilities } from '../../support/export/probabilities'
import { referenceModel, saveReference } from '../../support/export/reference-model'
import { randomWeights } from '../../support/export/weights'
import { loadTensorFlow } from '../../support/tensorflow'

const normalization = { mean: 0.1307, deviation: 0.3081 }
const classNames = Array.from('0123456789')
let tf: typeof TensorFlow
let folder = ''

beforeAll(async () => {
  tf = await loadTensorFlow()
  folder = await mkdtemp(join(tmpdir(), 'predictor-'))
  for (const id of ['mlp', 'cnn', 'cnn-bn', 'lenet5']) {
    const model = reference(id)
    await saveReference(tf, model, join(folder, id))
    model.dispose()
  }
})
afterAll(() => rm(folder, { recursive: true }))

function reference(id: string) {
  const spec = galleryModel(id)
  if (!spec) throw new Error(id)
  return referenceModel(tf, spec, [28, 28, 1], randomWeights(spec, [28, 28, 1], 10))
}
const run = (id: string) => ({
  modelFolder: join(folder, id),
  normalization,
  classNames,
  votes: false,
  learnedFrom: () => Promise.reject(new Error('No image of it votes.')),
})
const newPredictor = () => new Predictor((path) => loadImageModel(tf, path))

/** A stroke as the pen has it after so many moves. */
function stroke(moves: number) {
  const values = new Uint8Array(280 * 280)
  for (let y = 20; y < 30 + moves * 5; y += 1) values.fill(255, y * 280 + 100, y * 280 + 120)
  return { width: 280, height: 280, values }
}

describe('Predictor', () => {
  it('loads a model ahead of the first question', async () => {
    const loaded: string[] = []
    const predictor = new Predictor((path) => {
      loaded.push(path)
      return loadImageModel(tf, path)
    })
    await predictor.prepare(run('mlp'))
    expect(loaded).toEqual([join(folder, 'mlp')])
    await predictor.predict(run('mlp'), stroke(30))
    expect(loaded).toHaveLength(1)
    await predictor.close()
  })

  it('says what the model says of the preprocessed drawing', async () => {
    const predictor = newPredictor()
    const ink = stroke(30)
    const prediction = predictionSchema.parse(await predictor.predict(run('cnn'), ink))
    const image = preprocessInk(ink)
    const model = reference('cnn')
    const pixels = Float32Array.from(image, (byte) => byte / 255)
    const expected = referenceProbabilities(tf, model, pixels, [1, 28, 28, 1], normalization)
    model.dispose()
    await predictor.close()
    expect(prediction.image).toEqual(image)
    expect(prediction.neighbours).toBeNull()
    expect(prediction.classNames).toEqual(classNames)
    for (const [index, value] of expected.entries())
      expect(prediction.probabilities[index]).toBeCloseTo(value, 5)
  })

  it('knows of no neighbours of a network', async () => {
    const predictor = newPredictor()
    const asked = predictor.neighbours(run('mlp'), new Uint8Array(784))
    expect(await problemCodeOf(asked)).toBe('neighbours.none')
    await predictor.close()
  })

  it('keeps no tensor beyond its models, and none when it is closed', async () => {
    const before = tf.memory().numTensors
    const predictor = newPredictor()
    await predictor.predict(run('cnn'), stroke(1))
    const loaded = tf.memory().numTensors
    await predictor.predict(run('cnn'), stroke(2))
    expect(tf.memory().numTensors).toBe(loaded)
    for (const id of ['mlp', 'cnn-bn', 'lenet5', 'cnn', 'mlp'])
      await predictor.predict(run(id), stroke(3))
    await Promise.all(
      ['lenet5', 'cnn-bn', 'mlp'].map((id) => predictor.predict(run(id), stroke(4))),
    )
    await predictor.close()
    expect(tf.memory().numTensors).toBe(before)
  })
})
