import { describe, expect, it } from 'vitest'
import type { Series } from '#contract/metrics'
import type { SeriesColumns } from '../../../../src-renderer/charts/series-columns'
import { defaultCurveView } from '../../../../src-renderer/charts/use-curve-view'
import { endsTogether, overlayChart } from '../../../../src-renderer/compare/overlay-chart'
import { runDetail, runSummary } from '../../../support/renderer/runs'

function run(number: number, epochs: number) {
  const column = (value: (at: number) => number) =>
    Float64Array.from({ length: epochs }, (_, at) => value(at))
  const columns: SeriesColumns = {
    step: column((at) => (at + 1) * 430),
    epoch: column((at) => at + 1),
    time: column((at) => 1_700_000_000_000 + at * 1_000),
    value: column((at) => 1 / (at + 1)),
  }
  return {
    detail: runDetail(runSummary(number)),
    curves: new Map<Series, SeriesColumns>([
      ['train.loss', columns],
      ['validation.loss', columns],
    ]),
  }
}
const draw = (runs: ReturnType<typeof run>[], split: 'train' | 'validation' = 'train') =>
  overlayChart(runs, 'loss', split, defaultCurveView, false, 'Epoch').curves

describe('curves over each other', () => {
  it('keep their run’s colour, and change their line after the eighth', () => {
    const [first, ninth] = draw([run(1, 5), run(9, 5)])
    expect(first?.color).toBe(ninth?.color)
    expect(first?.pattern).not.toBe(ninth?.pattern)
  })

  it('have raw curves behind them while they are few', () => {
    expect(draw([run(1, 5), run(2, 5)]).every(({ smoothed }) => smoothed)).toBe(true)
    const many = [1, 2, 3, 4, 5].map((number) => run(number, 5))
    expect(draw(many).some(({ smoothed }) => smoothed)).toBe(false)
    // Smoothed all the same.
    expect(draw(many)[0]?.y[2]).not.toBeCloseTo(1 / 3)
  })

  it('are not smoothed between epochs, and show their points', () => {
    const [validation] = draw([run(1, 5)], 'validation')
    expect([...Array.from(validation?.y ?? [])]).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5])
    expect(validation?.dots).toBe(true)
  })

  it('carry their names at their ends only where all end together', () => {
    expect(endsTogether([run(1, 5), run(2, 5)], 'epoch')).toBe(true)
    expect(endsTogether([run(1, 5), run(2, 12)], 'epoch')).toBe(false)
    expect(draw([run(1, 5), run(2, 12)]).every(({ endLabel }) => endLabel === null)).toBe(true)
    expect(draw([run(1, 5), run(2, 5)]).every(({ endLabel }) => endLabel === undefined)).toBe(true)
  })

  it('leave out runs without such a curve', () => {
    expect(draw([run(1, 5), { detail: runDetail(runSummary(2)), curves: new Map() }])).toHaveLength(
      1,
    )
  })
})
