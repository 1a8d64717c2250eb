import { beforeAll, describe, expect, it } from 'vitest'
import type { SvmScores } from '#contract/svm-search'
import { loadDataset, type Dataset } from '#core/dataset'
import { fitSvm, searchSvm, SvmPredictor, type SvmSearch } from '#core/learners/svm'
import { samplesByClass } from '#core/learners/svm/class-samples'
import { dealFolds, stratifiedSubset } from '#core/learners/svm/stratify'
import { takeImages } from '#core/learners/take-images'
import type { LearningImages, Work } from '#core/learners/types'
import { loadTensorFlow, type Tensors } from '#core/native/tensorflow'
import { usualSettings } from '../../../support/learner-settings'

const unfollowed: Work = { signal: new AbortController().signal, report: () => undefined }
const ignored = () => undefined

const search: SvmSearch = {
  kernel: { kind: 'rbf', gamma: 1 },
  costs: [0.1, 5],
  gammas: [0.02, 0.2],
  folds: 3,
  count: 500,
  halving: null,
  seed: 4,
  tolerance: 1e-3,
  memoryLimit: 64 * 2 ** 20,
}

let tf: Tensors
let images: LearningImages
beforeAll(async () => {
  tf = (await loadTensorFlow({ threads: null })).tf
  const { train }: Dataset = await loadDataset('mnist')
  const size = { count: 2000, features: 784, classes: 10 }
  images = {
    ...size,
    pixels: train.pixels.subarray(0, 2000 * 784),
    labels: train.labels.subarray(0, 2000),
  }
})

describe('a search over C and gamma', () => {
  it('scores each as machines fitted fold by fold would', async () => {
    const before = tf.memory().numTensors
    const seen: SvmScores[] = []
    const found = await searchSvm(tf, images, search, unfollowed, (scores) =>
      seen.push(structuredClone(scores)),
    )
    expect(tf.memory().numTensors).toBe(before)
    // A score after another, until none is missing.
    expect(seen.map(({ scores }) => scores.filter((score) => score >= 0).length)).toEqual([
      1, 2, 3, 4,
    ])
    const subset = stratifiedSubset(images, search.count, search.seed)
    expect([...found.images]).toEqual(Array<number>(4).fill(search.count))
    const scores = []
    const spreads = []
    for (const gamma of search.gammas)
      for (const cost of search.costs) {
        const apart = await scoreApart(subset, cost, gamma)
        scores.push(apart.score)
        spreads.push(apart.spread)
      }
    expect([...found.scores]).toEqual(scores)
    spreads.forEach((spread, cell) => expect(found.spreads[cell]).toBeCloseTo(spread, 12))
    const spread = found.spreads[1]
    expect(found.best).toEqual({ cost: 5, gamma: 0.02, score: Math.max(...scores), spread })
  })

  it('by halving sends only the best on to more images', async () => {
    const grid = { costs: [0.001, 0.01, 5], gammas: [0.005, 0.02, 1], count: 1800, folds: 2 }
    const shares: number[] = []
    const work = { ...unfollowed, report: (share: number) => void shares.push(share) }
    const found = await searchSvm(tf, images, { ...search, ...grid, halving: 3 }, work, ignored)
    const rounds = [...new Set(found.images)].sort((a, b) => a - b)
    const each = rounds.map((count) => found.images.filter((other) => other === count).length)
    expect(each).toEqual([6, 2, 1])
    expect(rounds).toEqual([200, 600, 1800])
    expect(found.best).toMatchObject({ cost: 5, gamma: 0.02 })
    expect(found.best.score).toBeGreaterThan(0.92)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  it('ends when it is cancelled, without a tensor left', async () => {
    const before = tf.memory().numTensors
    const controller = new AbortController()
    const work = { ...unfollowed, signal: controller.signal }
    const stop = () => controller.abort(new Error('Enough.'))
    await expect(searchSvm(tf, images, search, work, stop)).rejects.toThrow('Enough.')
    expect(tf.memory().numTensors).toBe(before)
  })

  it.each([
    ['svm.subset', { count: 20 }],
    ['svm.subset', { count: 2001 }],
    ['svm.memory', { memoryLimit: 1000 }],
    // Enough for the first round, and not for the last.
    ['svm.memory', { memoryLimit: 200_000, count: 2000, halving: 2 }],
  ])('is refused with %s before it begins', async (code, change) => {
    let scored = false
    const note = () => void (scored = true)
    const refused = searchSvm(tf, images, { ...search, ...change }, unfollowed, note)
    await expect(refused).rejects.toMatchObject({ problem: { code } })
    expect(scored).toBe(false)
  })
})

/** The folds of the search, by machines that never saw the held-out images at all. */
async function scoreApart(subset: LearningImages, cost: number, gamma: number) {
  const { order } = samplesByClass(subset)
  const folds = dealFolds(samplesByClass(subset), search.folds, search.seed)
  let right = 0
  const shares: number[] = []
  for (let fold = 0; fold < search.folds; fold += 1) {
    const pick = (out: boolean) =>
      takeImages(subset, Array.from(order.filter((_, sample) => (folds[sample] === fold) === out)))
    const kernel = { kind: 'rbf', gamma } as const
    const settings = { ...usualSettings.svm, cost, kernel }
    const predictor = new SvmPredictor(tf, await fitSvm(tf, pick(false), settings, unfollowed))
    const { predicted } = await predictor.predict(pick(true), unfollowed)
    predictor.dispose()
    const out = pick(true)
    const count = predicted.filter((label, image) => label === out.labels[image]).length
    right += count
    shares.push(count / out.count)
  }
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1)
  return { score: right / subset.count, spread: Math.sqrt(variance) }
}
