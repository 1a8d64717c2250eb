import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fitSvm, SvmPredictor } from '#core/learners/svm'
import { loadTensorFlow } from '#core/native/tensorflow'
import { usualSettings } from '../../../support/learner-settings'

const { cases } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../golden/svm.json'), 'utf8'),
) as { cases: { blobs: Record<'pixels' | 'labels' | 'judged' | 'decisions', number[]> } }

const held = process.env.INKBENCH_BACKEND
beforeAll(() => {
  process.env.INKBENCH_BACKEND = 'cpu'
})
afterAll(() => {
  if (held === undefined) delete process.env.INKBENCH_BACKEND
  else process.env.INKBENCH_BACKEND = held
})

it('a machine is fitted without native TensorFlow too', async () => {
  const { tf, backend } = await loadTensorFlow({ threads: null })
  expect(backend).toBe('cpu')
  const before = tf.memory().numTensors
  const { pixels, labels, judged, decisions } = cases.blobs
  const work = { signal: new AbortController().signal, report: () => undefined }
  const model = await fitSvm(
    tf,
    {
      count: labels.length,
      features: 2,
      classes: 5,
      pixels: Uint8Array.from(pixels),
      labels: Uint8Array.from(labels),
    },
    { ...usualSettings.svm, kernel: { kind: 'rbf', gamma: 2 }, cost: 1, tolerance: 1e-5 },
    work,
  )
  const predictor = new SvmPredictor(tf, model)
  const images = { count: judged.length / 2, features: 2, pixels: Uint8Array.from(judged) }
  const found = await predictor.decisions(images, work)
  predictor.dispose()
  found.forEach((each, index) => expect(each).toBeCloseTo(decisions[index] ?? Number.NaN, 4))
  expect(tf.memory().numTensors).toBe(before)
})
