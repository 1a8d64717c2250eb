import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnerExperiment, type LearnerExperiment } from '#contract/experiment-spec'
import { galleryLearner, learnerGallery, type Learner } from '#contract/learner'
import { trainerMessageSchema, type TrainerMessage } from '#contract/training'
import type { WorkCount } from '#contract/work-count'
import { loadDataset, splitDataset } from '#core/dataset'
import { exportRun, orderOfRun } from '#core/export'
import { runExperiment } from '#core/experiment'
import {
  classSharesOf,
  loadLearner,
  picturesOf,
  readLearner,
  strongestSupportVectors,
} from '#core/learners'
import type { Tensors } from '#core/native/tensorflow'
import { RunControl } from '#core/training'
import { loadImageModel } from '#core/predict/image-model'
import { problemCodeOf } from '../../support/engine/problem'
import { countTensors, nativeTensors } from '../../support/engine/tensors'
import { detailOf } from '../../support/export/run'
import { quietWork } from '../../support/first-images'

let tf: Tensors
let folder: string
beforeAll(async () => {
  tf = await nativeTensors()
  folder = mkdtempSync(join(tmpdir(), 'inkbench-learners-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A learner of the gallery on few images; a forest of few trees. */
function small(id: string, change: Partial<Learner> = {}): LearnerExperiment {
  const found = galleryLearner(id)
  if (!found) throw new Error(id)
  const { learner } = found
  const few = learner.type === 'randomForest' ? { ...learner, trees: 20 } : learner
  const spec = learnerExperiment({ ...found, learner: { ...few, ...change } as Learner })
  return { ...spec, dataset: { ...spec.dataset, trainLimit: 2_000, validationCount: 1_000 } }
}

async function run(
  spec: LearnerExperiment,
  name: string,
  onMessage: (message: TrainerMessage, control: RunControl) => void = () => undefined,
) {
  const messages: TrainerMessage[] = []
  const control = new RunControl()
  const runFolder = join(folder, name)
  const order = { runId: 'abcdefgh', spec, runFolder, threads: null, resume: null }
  await runExperiment(order, control, (message) => {
    messages.push(message)
    onMessage(message, control)
  })
  const all = <Type extends TrainerMessage['type']>(type: Type) =>
    messages.filter((each): each is Extract<TrainerMessage, { type: Type }> => each.type === type)
  return { messages, all, runFolder, modelFolder: join(runFolder, 'model') }
}

/** What 2,000 images teach at least; the majority of the test set is 11.35 %. */
const least: Record<string, number> = {
  knn: 0.9,
  'pca-knn': 0.9,
  'svm-rbf': 0.92,
  'random-forest': 0.87,
  'softmax-regression': 0.84,
  'naive-bayes': 0.75,
  majority: 0.09,
}

/** What is counted at the end of a fit; the others go by no pieces that one can name. */
const fitCounts: Record<string, unknown> = {
  'svm-rbf': { unit: 'pairs', done: 45, of: 45 },
  'random-forest': { unit: 'trees', done: 20, of: 20 },
  // It may end before, where nothing is left to gain.
  'softmax-regression': { unit: 'iterations', done: expect.any(Number), of: 200 },
}

/** All that was counted while it was fitted. */
function countsOfFit(messages: readonly TrainerMessage[]): WorkCount[] {
  const end = messages.findIndex(
    (message) => message.type === 'phase' && message.phase === 'validating',
  )
  return messages
    .slice(0, end)
    .flatMap((message) => (message.type === 'progress' && message.counted ? [message.counted] : []))
}

describe('the run of a classical learner', () => {
  it.each(learnerGallery.map(({ id }) => id))(
    'of %s tells all, is kept, and says the same when it is loaded again or exported',
    async (id) => {
      const before = countTensors(tf)
      const spec = small(id)
      const { messages, all, runFolder, modelFolder } = await run(spec, id)
      for (const message of messages)
        expect(trainerMessageSchema.safeParse(message).error).toBeUndefined()
      expect(all('failed')).toEqual([])
      const phases = all('phase').map(({ phase }) => phase)
      expect(phases).toEqual(['preparing', 'training', 'validating', 'testing', 'saving'])
      const counts = countsOfFit(messages)
      expect([id, counts.at(-1)]).toEqual([id, fitCounts[id]])
      const reached = counts.map(({ done }) => done)
      expect(reached).toEqual([...reached].sort((a, b) => a - b))
      const [done] = all('done')
      const [told] = all('evaluation')
      if (!done || !told) throw new Error('It did not end.')
      expect(done.result).toMatchObject({ status: 'finished', fitSeconds: expect.any(Number) })
      expect(done.result.testAccuracy).toBeGreaterThan(least[id] ?? 1)
      const validated = all('validated')[0]?.accuracy ?? 0
      expect(validated).toBeGreaterThan((least[id] ?? 1) - 0.03)
      const { supportVectors, outOfBagAccuracy, converged, iterations } = done.result
      const descends = id === 'svm-rbf' || id === 'softmax-regression'
      expect([id, converged !== null]).toEqual([id, descends])
      expect([id, supportVectors === null]).toEqual([id, id !== 'svm-rbf'])
      expect([id, outOfBagAccuracy === null]).toEqual([id, id !== 'random-forest'])
      expect([id, iterations === null]).toEqual([id, id !== 'softmax-regression'])
      // The last few are not told while it is fitted.
      if (iterations !== null) expect(iterations).toBeGreaterThanOrEqual(reached.at(-1) ?? 1)
      // Out of bag few of the twenty trees vote on an image, so it is lower than on new images.
      if (outOfBagAccuracy !== null) expect(outOfBagAccuracy).toBeLessThan(validated + 0.02)
      if (outOfBagAccuracy !== null) expect(outOfBagAccuracy).toBeGreaterThan(validated - 0.1)
      if (supportVectors !== null) expect(supportVectors).toBeGreaterThan(500)
      if (supportVectors !== null) expect(supportVectors).toBeLessThanOrEqual(2_000)

      const { test } = await loadDataset('mnist')
      const loaded = await loadLearner(tf, modelFolder)
      const pixels = test.pixels.slice(0, 200 * 784)
      const again = await loaded.answer(pixels, 200, quietWork)
      expect(again.predicted).toEqual(told.evaluation.predicted.slice(0, 200))
      const sums = Array.from({ length: 200 }, (_, image) =>
        again.probabilities.subarray(image * 10, image * 10 + 10).reduce((a, b) => a + b, 0),
      )
      for (const sum of sums) expect(sum).toBeCloseTo(1, 4)
      for (const { values, count, signed } of await readLearner(modelFolder, picturesOf)) {
        expect(values.length).toBe(count * 784)
        expect(values.some((value) => value > 0)).toBe(true)
        expect(values.some((value) => value < 0)).toBe(signed)
      }
      // One image takes another way through some learners than many do.
      const alone = await loaded.answer(pixels.subarray(0, 784), 1, quietWork)
      expect(alone.predicted[0]).toBe(again.predicted[0])
      loaded.dispose?.()

      const material = { detail: detailOf(spec), evaluation: told.evaluation, points: null }
      const place = { runFolder, target: join(folder, `${id}.onnx`) }
      const order = await orderOfRun('onnx', material, place)
      const { verification } = await exportRun(
        order,
        () => undefined,
        () => Promise.reject(new Error('ONNX needs no TensorFlow.')),
      )
      expect(verification?.images).toBe(10_000)
      // A pair of the SVM that is all but undecided may fall to the other side.
      expect(verification?.differing).toBeLessThan(3)
      const asTfjs = orderOfRun('tfjs', material, place)
      expect(await problemCodeOf(asTfjs)).toBe('export.networksOnly')
      expect(countTensors(tf)).toEqual(before)
    },
  )

  it.each(['svm-rbf', 'random-forest', 'softmax-regression', 'knn'])(
    'of %s leaves nothing where it is stopped in the middle',
    async (id) => {
      const before = countTensors(tf)
      const spec = small(id)
      spec.dataset.trainLimit = 10_000
      const { all, modelFolder } = await run(spec, `stopped-${id}`, (message, control) => {
        if (message.type === 'progress') control.stop()
      })
      const [progress] = all('progress')
      expect(progress?.step).toBeLessThan(progress?.steps ?? 0)
      expect(all('phase').at(-1)).toMatchObject({ phase: 'training' })
      expect(all('done')[0]?.result).toMatchObject({ status: 'stopped', testAccuracy: null })
      expect(all('evaluation')).toEqual([])
      expect(existsSync(modelFolder)).toBe(false)
      expect(countTensors(tf)).toEqual(before)
    },
  )

  it.each([
    ['knn', { k: 1_000 }, 'knn.tooFewImages'],
    ['pca-knn', { components: 784, k: 1_000 }, 'knn.tooFewImages'],
  ] as const)('of %s with %j ends in words', async (id, change, code) => {
    const spec = small(id, change as Partial<Learner>)
    spec.dataset.trainLimit = 900
    const { all } = await run(spec, `refused-${id}`)
    expect(all('failed')[0]?.problem.code).toBe(code)
  })

  it('of an SVM needs no more memory than the least, and takes the sharpest kernel', async () => {
    const { all } = await run(small('svm-rbf', { cacheMegabytes: 16, gamma: 1e3 }), 'least')
    expect(all('failed')).toEqual([])
    expect(all('done')[0]?.result).toMatchObject({ status: 'finished', converged: true })
  })

  it.each([
    [1, false],
    [10_000, true],
  ])('of softmax regression says whether %i iterations were enough', async (iterations, enough) => {
    const spec = small('softmax-regression', { iterations, l2: 1 })
    const { all } = await run(spec, `iterations-${iterations}`)
    expect(all('done')[0]?.result.converged).toBe(enough)
    const told = all('event').filter(({ event }) => event.code === 'event.notConverged')
    expect(told).toHaveLength(enough ? 0 : 1)
  })
})

describe('the support vectors of a run', () => {
  it('are the training images that they say, the strongest of each class first', async () => {
    const spec = small('svm-rbf')
    const { all, modelFolder } = await run(spec, 'support')
    const found = await readLearner(modelFolder, strongestSupportVectors)
    if (!found) throw new Error('There are none.')
    const { counts, labels, positions, influence, pixels } = found
    const kept = all('done')[0]?.result.supportVectors
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(kept)
    expect(labels.length).toBe(counts.reduce((sum, count) => sum + Math.min(40, count), 0))
    expect(influence.every((each, at) => at === 0 || each <= (influence[at - 1] ?? 0))).toBe(true)
    const dataset = await loadDataset('mnist')
    const { train } = splitDataset(dataset, spec.dataset)
    for (const [at, index] of positions.entries()) {
      const position = train[index] ?? -1
      expect(dataset.train.labels[position]).toBe(labels[at])
      const image = dataset.train.pixels.subarray(position * 784, (position + 1) * 784)
      expect(Buffer.compare(image, pixels.subarray(at * 784, (at + 1) * 784))).toBe(0)
    }
  })

  it('are none of the majority, which keeps the shares of the classes', async () => {
    const { modelFolder } = await run(small('majority'), 'no-support')
    expect(await readLearner(modelFolder, strongestSupportVectors)).toBeNull()
    const shares = await readLearner(modelFolder, classSharesOf)
    expect(shares?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })
})

describe('a learner’s files', () => {
  it.each(['learner.json', 'arrays.bin'])('that lack %s are told by it', async (name) => {
    const { modelFolder } = await run(small('majority'), `lacking-${name}`)
    rmSync(join(modelFolder, name))
    await expect(loadImageModel(tf, modelFolder)).rejects.toMatchObject({
      problem: { code: 'model.missing', values: { file: name } },
    })
  })

  it.each([
    ['learner.json', (text: string) => text.slice(0, -20)],
    ['learner.json', (text: string) => text.replace('"shares"', '"shores"')],
    ['arrays.bin', (text: string) => text.slice(0, -8)],
    ['arrays.bin', (text: string) => `${text.slice(0, -1)}!`],
    ['learner.json', (text: string) => text.replace('"length":10', '"length":3')],
    ['learner.json', (text: string) => text.replace('"sha256"', '"sha255"')],
  ])('that were spoiled in %s are called damaged', async (name, spoil) => {
    const { modelFolder } = await run(small('majority'), 'damaged')
    const file = join(modelFolder, name)
    writeFileSync(file, spoil(readFileSync(file, 'latin1')), 'latin1')
    expect(await problemCodeOf(loadLearner(tf, modelFolder))).toBe('model.damaged')
  })
})
