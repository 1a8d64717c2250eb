import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner, type Learner } from '#contract/learner'
import type { LearnerProgress } from '#contract/learner-work'
import { neighbourAccuracySchema, votingNeighboursSchema } from '#contract/neighbours'
import type { Evaluation } from '#contract/training'
import { loadDataset, splitDataset } from '#core/dataset'
import { runExperiment } from '#core/experiment'
import type { Tensors } from '#core/native/tensorflow'
import { loadImageModel } from '#core/predict/image-model'
import { measureNeighbourAccuracy } from '#core/predict/neighbour-accuracy'
import { predictingRun } from '#core/predict/predicting-run'
import { Predictor } from '#core/predict/predictor'
import { RunControl } from '#core/training'
import { LearnerWork } from '../../../src-main/processes/learner-work'
import { problemCodeOf } from '../../support/engine/problem'
import { countTensors, nativeTensors } from '../../support/engine/tensors'
import { quietWork } from '../../support/first-images'

let tf: Tensors
let folder: string
beforeAll(async () => {
  tf = await nativeTensors()
  folder = mkdtempSync(join(tmpdir(), 'inkbench-neighbours-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A run on few images, some of the training images held back. */
async function run(id: string, change: Partial<Learner>, name: string, validationCount = 1_000) {
  const found = galleryLearner(id)
  if (!found) throw new Error(id)
  const spec = learnerExperiment({ ...found, learner: { ...found.learner, ...change } as Learner })
  spec.dataset = { ...spec.dataset, trainLimit: 3_000, validationCount }
  const runFolder = join(folder, name)
  const told: Evaluation[] = []
  let validated: number | null = null
  const order = { runId: 'abcdefgh', spec, runFolder, threads: null, resume: null }
  await runExperiment(order, new RunControl(), (message) => {
    if (message.type === 'evaluation') told.push(message.evaluation)
    if (message.type === 'validated') validated = message.accuracy
  })
  const [evaluation] = told
  if (!evaluation) throw new Error('It did not end.')
  return { spec, evaluation, validated, modelFolder: join(runFolder, 'model') }
}

const straight = (one: Uint8Array, other: Uint8Array) =>
  Math.sqrt(one.reduce((sum, value, at) => sum + (value - (other[at] ?? 0)) ** 2, 0)) / 255

describe('the neighbours of a test image', () => {
  it.each([
    ['knn', { k: 3 }],
    ['knn', { k: 7, weights: 'distance', metric: 'cosine' }],
    ['pca-knn', { k: 3 }],
    ['pca-knn', { k: 5, weights: 'distance', whiten: true }],
  ] as const)('of %s with %j are those that voted', async (id, change) => {
    const { spec, evaluation, modelFolder } = await run(id, change, `${id}-${change.k}`)
    const { train, test } = await loadDataset('mnist')
    const held = new Set(splitDataset(await loadDataset('mnist'), spec.dataset).validation)
    const predictor = new Predictor((path) => loadImageModel(tf, path))
    const asked = await predictingRun({ modelFolder, spec })
    for (let image = 0; image < 200; image++) {
      const pixels = test.pixels.subarray(image * 784, (image + 1) * 784)
      const found = await predictor.neighbours(asked, pixels)
      expect(votingNeighboursSchema.safeParse(found).error).toBeUndefined()
      // The run's own answer, told bit for bit by the votes.
      expect(found.predicted).toBe(evaluation.predicted[image])
      expect(found.probabilities).toEqual(
        evaluation.probabilities.slice(image * 10, image * 10 + 10),
      )
      expect(found.positions).toHaveLength(change.k)
      expect(found.distances).toEqual(found.distances.slice().sort())
      const votes = new Float64Array(10)
      for (const [at, position] of found.positions.entries()) {
        const label = train.labels[position] ?? 99
        expect(held.has(position)).toBe(false)
        expect(found.labels[at]).toBe(label)
        const its = Uint8Array.from(train.pixels.subarray(position * 784, (position + 1) * 784))
        expect(found.pixels.slice(at * 784, (at + 1) * 784)).toEqual(its)
        if (id === 'knn' && change.k === 3)
          expect(found.distances[at]).toBeCloseTo(straight(pixels, its), 10)
        votes[label] = (votes[label] ?? 0) + (found.shares[at] ?? 0)
      }
      for (const [label, share] of votes.entries())
        expect(share).toBeCloseTo(found.probabilities[label] ?? NaN, 6)
    }
    await predictor.close()
  })
})

describe('the accuracy with 1 to 20 neighbours', () => {
  it.each([
    [1_000, 'validation'],
    [0, 'test'],
  ] as const)('with %i images held back is measured on %s', async (validationCount, measuredOn) => {
    const name = `accuracy-${validationCount}`
    const { spec, evaluation, modelFolder, validated } = await run('knn', {}, name, validationCount)
    const predictor = new Predictor((path) => loadImageModel(tf, path))
    const shares: number[] = []
    const report = (share: number) => void shares.push(share)
    const work = { signal: new AbortController().signal, report }
    const before = countTensors(tf)
    const told = await predictor.withLearner(modelFolder, (learner) =>
      measureNeighbourAccuracy(learner, spec, work),
    )
    expect(neighbourAccuracySchema.safeParse(told).error).toBeUndefined()
    expect(told).toMatchObject({ measuredOn, images: validationCount || 10_000 })
    expect(told.accuracies).toHaveLength(20)
    // With the run's own three it is what the run itself measured.
    const right = evaluation.predicted.filter((label, at) => label === evaluation.actual[at]).length
    expect(told.accuracies[2]).toBe(validated ?? right / 10_000)
    expect(shares.at(-1)).toBe(1)
    expect(countTensors(tf)).toEqual(before)
    await predictor.close()
  })

  it('is not measured of another learner, and no longer once cancelled', async () => {
    const { spec, modelFolder } = await run('majority', {}, 'majority')
    const predictor = new Predictor((path) => loadImageModel(tf, path))
    const asked = predictor.withLearner(modelFolder, (learner) =>
      measureNeighbourAccuracy(learner, spec, quietWork),
    )
    expect(await problemCodeOf(asked)).toBe('neighbours.none')
    const knn = await run('knn', {}, 'cancelled', 0)
    const told: LearnerProgress[] = []
    const underWay = new LearnerWork((progress) => {
      told.push(progress)
      underWay.cancel('abcdefgh')
    })
    const measured = underWay.follow('abcdefgh', (work) =>
      predictor.withLearner(knn.modelFolder, (learner) =>
        measureNeighbourAccuracy(learner, knn.spec, work),
      ),
    )
    expect(await problemCodeOf(measured)).toBe('learner.cancelled')
    expect(told).toHaveLength(1)
    await predictor.close()
  })
})
