import { describe, expect, it } from 'vitest'
import {
  best,
  delta,
  figureOf,
  figuresOf,
  isOneScale,
  metrics,
} from '../../../../src-renderer/compare/metrics'
import { runDetail, runSummary } from '../../../support/renderer/runs'

const figures = (...of: Parameters<typeof runSummary>) => figuresOf(runDetail(runSummary(...of)))
const metric = (key: string) => {
  const found = metrics.find((each) => each.key === key)
  if (!found) throw new Error(key)
  return found
}

describe('differences', () => {
  it.each([
    ['testAccuracy', 0.9912, 0.99, '+0.12', 'better'],
    ['testAccuracy', 0.98, 0.99, '−1.00', 'worse'],
    ['testLoss', 0.02, 0.03, '−0.0100', 'better'],
    ['imagesPerSecond', 3_000, 2_000, '+1\u202f000/s', 'better'],
    ['peakMemoryBytes', 950e6, 900e6, '+50.0\u202fMB', 'worse'],
    ['epochsDone', 10, 5, '+5', 'other'],
  ])('of %s from %d to %d', (key, value, baseline, text, verdict) => {
    expect(delta(metric(key), value, baseline)).toEqual({ text, verdict })
  })

  it('that cannot be seen in the figures are none', () => {
    expect(delta(metric('testAccuracy'), 0.99, 0.99)).toBeNull()
    expect(delta(metric('testAccuracy'), 0.990_001, 0.99)).toBeNull()
    expect(delta(metric('testAccuracy'), null, 0.99)).toBeNull()
    expect(delta(metric('testAccuracy'), 0.99, null)).toBeNull()
  })
})

describe('the best', () => {
  const runs = [figures(1, { testLoss: 0.03 }), figures(2, { testLoss: 0.02 })]

  it('follows the figure’s direction', () => {
    expect(best(metric('testLoss'), runs)).toBe('0.0200')
  })

  it('is nobody where all are equal or nothing is better', () => {
    expect(best(metric('testAccuracy'), runs)).toBeNull()
    expect(best(metric('parameters'), runs)).toBeNull()
    expect(best(metric('testLoss'), [figures(3, { testLoss: null })])).toBeNull()
  })
})

describe('losses of votes and of probabilities', () => {
  const votes = { ...figures(1, { testLoss: 0.44 }), votes: true }
  const others = [figures(2, { testLoss: 0.09 }), figures(3, { testLoss: 0.08 })]

  it('are of two scales, and none of them is the best', () => {
    expect(isOneScale('testLoss', [votes, ...others])).toBe(false)
    expect(best(metric('testLoss'), [votes, ...others])).toBeNull()
    expect(
      best(metric('testAccuracy'), [{ ...votes, testAccuracy: 0.9 }, ...others]),
    ).not.toBeNull()
  })

  it('are of one where all are of votes, or none has one', () => {
    expect(best(metric('testLoss'), [votes, { ...votes, testLoss: 0.4 }])).toBe('0.400')
    expect(isOneScale('testLoss', [{ ...votes, testLoss: null }, ...others])).toBe(true)
  })
})

it('leaves out of a fitted learner what only training by steps has', () => {
  const run = figures(1, { epochsPlanned: 0, epochsDone: 0, multiplyAdds: 0, parameters: 7_850 })
  expect(figureOf(run, 'epochsDone')).toBeNull()
  expect(figureOf(run, 'multiplyAdds')).toBeNull()
  expect(figureOf(run, 'parameters')).toBe(7_850)
  expect(figureOf(figures(2, { epochsPlanned: 5, epochsDone: 0 }), 'epochsDone')).toBe(0)
})
