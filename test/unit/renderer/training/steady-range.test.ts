import fc from 'fast-check'
import { expect, it } from 'vitest'
import { steadyRange } from '../../../../src-renderer/training/steady-range'

it('widens to round numbers', () => {
  expect(steadyRange({ min: 0.0312, max: 0.207 })).toEqual({ min: 0.02, max: 0.22 })
  expect(steadyRange({ min: 0.9412, max: 0.992 }, 1)).toEqual({ min: 0.94, max: 1 })
})

it('stays where a curve moves a little', () => {
  expect(steadyRange({ min: 0.031, max: 0.207 })).toEqual(steadyRange({ min: 0.033, max: 0.213 }))
})

it('leaves a range without width as it is', () => {
  expect(steadyRange({ min: 2, max: 2 })).toEqual({ min: 2, max: 2 })
})

it('never cuts anything off, and never more than doubles what it shows', () => {
  const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  fc.assert(
    fc.property(number, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (min, span) => {
      const wide = steadyRange({ min, max: min + span })
      const rest = 1e-6 * span
      expect(wide.min).toBeLessThanOrEqual(min + rest)
      expect(wide.max).toBeGreaterThanOrEqual(min + span - rest)
      expect(wide.max - wide.min).toBeLessThanOrEqual(2 * span + rest)
    }),
  )
})
