import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { learnerCancelled } from '#contract/learner-work'
import { pixelImportanceSchema } from '#contract/pixel-importance'
import { runExperiment } from '#core/experiment'
import type { Tensors } from '#core/native/tensorflow'
import { loadImageModel } from '#core/predict/image-model'
import { measurePixelImportance } from '#core/predict/pixel-importance'
import { Predictor } from '#core/predict/predictor'
import { RunControl } from '#core/training'
import { problemCodeOf } from '../../support/engine/problem'
import { nativeTensors } from '../../support/engine/tensors'
import { quietWork } from '../../support/first-images'

let tf: Tensors
let folder: string
let predictor: Predictor
beforeAll(async () => {
  tf = await nativeTensors()
  folder = mkdtempSync(join(tmpdir(), 'inkbench-importance-'))
  predictor = new Predictor((path) => loadImageModel(tf, path))
})
afterAll(async () => {
  await predictor.close()
  rmSync(folder, { recursive: true, force: true })
})

async function fit(id: string) {
  const found = galleryLearner(id)
  if (!found) throw new Error(id)
  const spec = learnerExperiment(found)
  spec.dataset = { ...spec.dataset, trainLimit: 2_000, validationCount: 500 }
  const runFolder = join(folder, id)
  const order = { runId: 'abcdefgh', spec, runFolder, threads: null, resume: null }
  await runExperiment(order, new RunControl(), () => undefined)
  const measure = (work = quietWork) =>
    predictor.withLearner(join(runFolder, 'model'), (learner) =>
      measurePixelImportance(learner, spec, work),
    )
  return measure
}

describe('the pixels that a forest needs', () => {
  it('are measured of the saved model on what it learned from, and can be cancelled', async () => {
    const measure = await fit('random-forest')
    const shares: number[] = []
    const { signal } = new AbortController()
    const told = await measure({ signal, report: (share) => void shares.push(share) })
    expect(pixelImportanceSchema.safeParse(told).error).toBeUndefined()
    // With 100 trees, every image is outside of some tree's bag.
    expect(told.images).toBe(2_000)
    expect(told.perClass).toHaveLength(10 * 784)
    expect(shares.at(-1)).toBe(1)
    const at = (row: number, column: number) => told.overall[row * 28 + column] ?? 0
    const inner = at(14, 14) + at(14, 13) + at(13, 14) + at(15, 14)
    expect(inner).toBeGreaterThan(0)
    expect(at(0, 0)).toBe(0)
    expect(await measure()).toEqual(told)
    const controller = new AbortController()
    const cancelled = measure({
      signal: controller.signal,
      report: () => controller.abort(learnerCancelled()),
    })
    expect(await problemCodeOf(cancelled)).toBe('learner.cancelled')
  })

  it('are not measured of another learner', async () => {
    const measure = await fit('majority')
    expect(await problemCodeOf(measure())).toBe('pixelImportance.none')
  })
})
