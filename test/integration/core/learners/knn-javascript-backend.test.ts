import { afterAll, beforeAll, expect, it } from 'vitest'
import { fitLearner } from '#core/learners'
import { findNeighbours, fitKnn } from '#core/learners/knn'
import { loadTensorFlow, type Tensors } from '#core/native/tensorflow'
import { firstImages, quietWork, readLearnerGolden } from '../../../support/first-images'
import { usualLearner, usualSettings } from '../../../support/learner-settings'

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

it('neighbours are found without native TensorFlow, by pixels and by components', async () => {
  interface Golden {
    l2: { indices: number[][] }
    pcaKnn: number[]
  }
  const golden = readLearnerGolden<Golden>('knn')
  expect(tf.getBackend()).toBe('cpu')
  const { learning, pixels } = await firstImages(2_000, 20)
  const model = await fitKnn(tf, learning, usualSettings.knn, quietWork)
  const found = await findNeighbours(tf, model, pixels, 5, quietWork)
  expect([...found.indices]).toEqual(golden.l2.indices.slice(0, 20).flat())
  const components = await fitLearner(tf, usualLearner('pcaKnn'), learning, quietWork)
  const { predicted } = await components.answer(pixels, 20, quietWork)
  expect([...predicted]).toEqual(golden.pcaKnn.slice(0, 20))
  expect(tf.memory().numTensors).toBe(0)
})
