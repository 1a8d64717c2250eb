import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { everySoOften } from '#core/every-so-often'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('every so often', () => {
  it('the first word is due, and the next after a while', () => {
    const due = everySoOften(250)
    expect([due(), due()]).toEqual([true, false])
    vi.advanceTimersByTime(249)
    expect(due()).toBe(false)
    vi.advanceTimersByTime(1)
    expect([due(), due()]).toEqual([true, false])
  })

  it('what is always told counts as told', () => {
    const due = everySoOften(250)
    due()
    vi.advanceTimersByTime(200)
    expect(due(true)).toBe(true)
    vi.advanceTimersByTime(200)
    expect(due()).toBe(false)
  })
})
