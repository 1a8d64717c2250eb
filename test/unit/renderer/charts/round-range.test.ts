import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rangeAroundOne, roundRange } from '../../../../src-renderer/charts/round-range'

describe('a range', () => {
  it('is widened to round numbers, with its ticks', () => {
    expect(roundRange({ min: 0.0312, max: 0.207 })).toEqual({ min: 0, max: 0.25, interval: 0.05 })
    expect(roundRange({ min: 0.9412, max: 0.992 }, 1)).toEqual({
      min: 0.94,
      max: 1,
      interval: 0.01,
    })
  })

  it('stays where a curve moves a little', () => {
    expect(roundRange({ min: 0.031, max: 0.207 })).toEqual(roundRange({ min: 0.033, max: 0.213 }))
  })

  it('never cuts anything off, never more than doubles, and both ends are ticks', () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(number, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (min, span) => {
        const wide = roundRange({ min, max: min + span })
        const rest = 1e-6 * span
        expect(wide.min).toBeLessThanOrEqual(min + rest)
        expect(wide.max).toBeGreaterThanOrEqual(min + span - rest)
        expect(wide.max - wide.min).toBeLessThanOrEqual(2 * span + rest)
        for (const end of [wide.min, wide.max]) {
          const ticks = end / wide.interval
          expect(Math.abs(ticks - Math.round(ticks))).toBeLessThan(1e-6)
        }
      }),
      { seed: 5 },
    )
  })
})

describe('values that are all one', () => {
  it('stand in a range that is round and wide enough to read', () => {
    expect(rangeAroundOne({ min: 0.8374, max: 0.8374 }, true)).toEqual({ min: 0.8, max: 0.88 })
    expect(rangeAroundOne({ min: 0.99, max: 0.99 }, true)).toEqual({ min: 0.92, max: 1 })
    expect(rangeAroundOne({ min: 1e-3, max: 1e-3 }, false)).toEqual({ min: 0, max: 0.002 })
    expect(rangeAroundOne({ min: 0, max: 0 }, false)).toEqual({ min: -1, max: 1 })
  })

  it('or nearly one are not told by ticks that read the same', () => {
    expect(rangeAroundOne({ min: 0.97011, max: 0.97012 }, true)).toEqual({
      min: 0.968,
      max: 0.972,
    })
    expect(rangeAroundOne({ min: 0.9, max: 0.95 }, true)).toBe(null)
    expect(rangeAroundOne({ min: 0.3, max: 2.3 }, false)).toBe(null)
  })

  it('are left alone where there are none', () => {
    expect(rangeAroundOne({ min: Infinity, max: -Infinity }, true)).toBe(null)
  })
})
