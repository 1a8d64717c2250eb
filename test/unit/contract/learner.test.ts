import { describe, expect, it } from 'vitest'
import { learnerGallery, learnerSchema, learnerSchemas } from '#contract/learner'
import { svmSearchSchema } from '#contract/svm-search'
import { smallSearch } from '../../support/engine/search'

/** The core works with what passed these schemas, and asks no number for its range again. */
const noNumbers = [Number.NaN, Infinity, -Infinity, null, '1']

interface Range {
  least: number
  most: number
  whole: boolean
}
const ranges: Record<string, Record<string, Range>> = {
  knn: { k: { least: 1, most: 1_000, whole: true } },
  pcaKnn: {
    k: { least: 1, most: 1_000, whole: true },
    components: { least: 1, most: 784, whole: true },
  },
  svm: {
    c: { least: 1e-6, most: 1e6, whole: false },
    gamma: { least: 1e-9, most: 1e3, whole: false },
    degree: { least: 1, most: 10, whole: true },
    offset: { least: 0, most: 1e3, whole: false },
    cacheMegabytes: { least: 16, most: 65_536, whole: true },
  },
  randomForest: {
    trees: { least: 1, most: 2_000, whole: true },
    maxDepth: { least: 1, most: 1_000, whole: true },
    minSamplesLeaf: { least: 1, most: 100_000, whole: true },
    pixelsPerSplit: { least: 1, most: 784, whole: true },
    seed: { least: 0, most: 2 ** 31 - 1, whole: true },
  },
  softmaxRegression: {
    l2: { least: 0, most: 10, whole: false },
    iterations: { least: 1, most: 10_000, whole: true },
  },
  naiveBayes: { smoothing: { least: 1e-12, most: 10, whole: false } },
  majority: {},
}

/** Null means something of its own to these. */
const nullable = new Set(['maxDepth', 'pixelsPerSplit'])

describe.each(learnerGallery.map(({ learner }) => learner))('the schema of $type', (learner) => {
  const told = ranges[learner.type] ?? {}
  const takes = (change: object) => learnerSchema.safeParse({ ...learner, ...change }).success

  it('is tested here in all its numbers', () => {
    const { shape } = learnerSchemas[learner.type]
    const numbers = Object.entries(shape).filter(
      ([name, part]) => nullable.has(name) || part.type === 'number',
    )
    expect(numbers.map(([name]) => name).sort()).toEqual(Object.keys(told).sort())
  })

  it('takes the ends of each range, and nothing beyond', () => {
    for (const [name, { least, most, whole }] of Object.entries(told)) {
      const step = whole ? 1 : most * 1e-9
      const good = [least, most, whole ? least + 1 : (least + most) / 2]
      const bad = [least - step, -1, most + step, ...(whole ? [least + 0.5] : []), ...noNumbers]
      for (const value of good)
        expect([name, value, takes({ [name]: value })]).toEqual([name, value, true])
      for (const value of bad)
        expect([name, value, takes({ [name]: value })]).toEqual([
          name,
          value,
          value === null && nullable.has(name),
        ])
    }
  })

  it('takes no parameter of another', () => {
    expect(takes({ speed: 9 })).toBe(false)
  })
})

describe('the schema of a search', () => {
  const takes = (change: object) =>
    svmSearchSchema.safeParse({ ...smallSearch(), ...change }).success

  it.each<[string, Range]>([
    ['folds', { least: 2, most: 20, whole: true }],
    ['images', { least: 20, most: 1_000_000, whole: true }],
    ['halving', { least: 2, most: 10, whole: true }],
    ['seed', { least: 0, most: 2 ** 31 - 1, whole: true }],
  ])('takes the ends of the range of %s, and nothing beyond', (name, { least, most }) => {
    for (const value of [least, most]) expect(takes({ [name]: value })).toBe(true)
    for (const value of [least - 1, least + 0.5, most + 1, ...noNumbers])
      expect([value, takes({ [name]: value })]).toEqual([
        value,
        value === null && name === 'halving',
      ])
  })

  it.each(['costs', 'gammas'])('takes %s that a machine may have, and at least one', (name) => {
    expect(takes({ [name]: [0.5] })).toBe(true)
    for (const values of [[], [0], [-1, 1], [1e7], ...noNumbers.map((value) => [value])])
      expect([values, takes({ [name]: values })]).toEqual([values, false])
  })
})
