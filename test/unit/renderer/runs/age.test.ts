import { describe, expect, it } from 'vitest'
import { formatAge } from '../../../../src-renderer/runs/age'

const now = 1_800_000_000_000
const minute = 60_000

describe('age', () => {
  it.each([
    [0, 'now'],
    [59_999, 'now'],
    [5 * minute, '5m ago'],
    [59 * minute, '59m ago'],
    [60 * minute, '1h ago'],
    [23 * 60 * minute, '23h ago'],
    [24 * 60 * minute, 'yesterday'],
    [3 * 24 * 60 * minute, '3d ago'],
    [400 * 24 * 60 * minute, 'last yr.'],
  ])('of %d ms is “%s”', (ago, text) => {
    expect(formatAge(now - ago, 'en', now).replace('min.', 'm')).toBe(text)
  })

  it('is written in Chinese too, and a clock that runs ahead is “now”', () => {
    expect(formatAge(now - 5 * minute, 'zh-CN', now)).toBe('5分钟前')
    expect(formatAge(now + minute, 'en', now)).toBe('now')
  })
})
