import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  numberLimits,
  parseTyped,
  typedNumber,
  withinLimits,
} from '../../../../src-renderer/model/number-limits'

describe('limits', () => {
  it('are read through defaults and null', () => {
    const schema = z.number().int().min(1).max(64).nullable().default(1)
    expect(numberLimits(schema)).toEqual({ min: 1, max: 64, whole: true })
    expect(numberLimits(z.number().min(0).max(0.95))).toEqual({ min: 0, max: 0.95, whole: false })
    expect(numberLimits(z.string())).toBeNull()
  })

  it('refuse what is outside, broken or nothing', () => {
    const limits = { min: 1, max: 10, whole: true }
    expect([0, 1, 10, 11, 2.5, Number.NaN].map((value) => withinLimits(value, limits))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('typing', () => {
  it.each([
    ['5000', 5000],
    ['5 000', 5000],
    ['60\u202f000', 60000],
    ['0,5', 0.5],
    ['1e-3', 0.001],
    ['−3', -3],
  ])('reads %s', (text, value) => expect(parseTyped(text)).toBe(value))

  it.each(['', ' ', 'abc', '1.2.3', '--1'])('reads “%s” as nothing', (text) =>
    expect(parseTyped(text)).toBeNaN(),
  )

  it('shows what it reads', () => {
    for (const value of [0, 5, 0.001, 1e-7, 2_147_483_647])
      expect(parseTyped(typedNumber(value))).toBe(value)
    expect(typedNumber(Number.NaN)).toBe('')
  })
})
