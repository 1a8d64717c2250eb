import { describe, expect, it } from 'vitest'
import { logSpaced, rangeAround, widened } from '#contract/log-spaced'
import { edgesOf } from '#contract/search-edges'
import { searchRounds, svmSearchSchema } from '#contract/svm-search'
import { smallSearch } from '../../support/engine/search'

describe('a search', () => {
  it('is taken as it is meant', () => {
    expect(svmSearchSchema.safeParse(smallSearch()).success).toBe(true)
  })

  it.each([
    ['no C', { costs: [] }],
    ['a C that is not above 0', { costs: [0, 1] }],
    ['a gamma twice', { gammas: [0.1, 0.1] }],
    ['values that do not rise', { costs: [5, 1] }],
    ['too many values', { gammas: Array.from({ length: 13 }, (_, index) => index + 1) }],
    ['one fold', { folds: 1 }],
    ['half an image', { images: 300.5 }],
    ['halving that keeps all', { halving: 1 }],
  ])('with %s is refused', (_, change) => {
    expect(svmSearchSchema.safeParse(smallSearch(change)).success).toBe(false)
  })
})

describe('the rounds of a search', () => {
  const values = [1, 2, 3, 4]
  const search = { costs: values, gammas: values, folds: 3, images: 3000 }

  it('are one without halving', () => {
    expect(searchRounds({ ...search, halving: null }, 10)).toEqual([{ cells: 16, images: 3000 }])
  })

  it('send fewer cells on to more images', () => {
    expect(searchRounds({ ...search, halving: 3 }, 10)).toEqual([
      { cells: 16, images: 333 },
      { cells: 6, images: 1000 },
      { cells: 2, images: 3000 },
    ])
  })

  it('never have fewer images than the fewest', () => {
    expect(searchRounds({ ...search, folds: 5, halving: 3 }, 50)).toEqual([
      { cells: 16, images: 1000 },
      { cells: 6, images: 3000 },
    ])
  })
})

describe('the edges of a search', () => {
  const grid = { costs: [1, 5, 25], gammas: [0.01, 0.02] }
  const edges = (cost: number, gamma: number, change = {}) =>
    edgesOf({ ...grid, ...change }, { cost, gamma, score: 1, spread: 0 })

  it('are told where the best lies on them', () => {
    expect(edges(5, 0.01)).toEqual([{ axis: 'gamma', end: 'low' }])
    expect(edges(25, 0.02)).toEqual([
      { axis: 'c', end: 'high' },
      { axis: 'gamma', end: 'high' },
    ])
    expect(edges(5, 0.02, { gammas: [0.01, 0.02, 0.04] })).toEqual([])
  })

  it('are none where one value was asked for, or no further one is allowed', () => {
    expect(edges(5, 0.02, { gammas: [0.02] })).toEqual([])
    expect(edges(1e6, 0.02, { costs: [1, 1e6], gammas: [0.02] })).toEqual([])
  })
})

describe('values by the same factor', () => {
  it('keep their ends and round what is between', () => {
    expect(logSpaced({ from: 0.0123, to: 12.3, count: 4 })).toEqual([0.0123, 0.12, 1.2, 12.3])
    expect(logSpaced({ from: 3, to: 7, count: 1 })).toEqual([3])
  })

  it('lie around the given one, which is among them', () => {
    expect(logSpaced(rangeAround(5, 1e-6, 1e6))).toEqual([1.6, 5, 16, 50])
    expect(logSpaced(rangeAround(0.02, 1e-9, 1e3))).toEqual([0.0063, 0.02, 0.063, 0.2])
  })

  it('are one more where the range is widened, the others as they were', () => {
    const range = { from: 1.6, to: 50, count: 4 }
    const limits = { min: 1e-6, max: 1e6, most: 12 }
    expect(logSpaced(widened(range, 'low', limits))).toEqual([0.508, 1.6, 5, 16, 50])
    expect(logSpaced(widened(range, 'high', limits))).toEqual([1.6, 5, 16, 50, 157])
    expect(widened(range, 'high', { ...limits, max: 60, most: 4 })).toEqual({ ...range, to: 60 })
  })

  it('stay within the limits', () => {
    expect(rangeAround(1e6, 1e-6, 1e6)).toEqual({ from: 320_000, to: 1e6, count: 4 })
  })
})
