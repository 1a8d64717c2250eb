import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WorkCount } from '#contract/work-count'
import { countedWork, Pace, partOf } from '#core/learners/pace'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function work() {
  const controller = new AbortController()
  const shares: number[] = []
  const counts: (WorkCount | undefined)[] = []
  return {
    controller,
    shares,
    counts,
    signal: controller.signal,
    report(share: number, counted?: WorkCount) {
      shares.push(share)
      counts.push(counted)
    },
  }
}

/** Counts how often the event loop turns until it is told to end. */
function countTurns() {
  const counted = { turns: 0, ends: false }
  const count = async () => {
    for (; !counted.ends; counted.turns += 1) await setImmediate()
  }
  void count()
  return counted
}

describe('the pace of long work', () => {
  it('turns the event loop at first, then each time some forty milliseconds have gone', async () => {
    const pace = new Pace(work())
    const counted = countTurns()
    const turnsOf = async (breaths: number, milliseconds: number) => {
      const before = counted.turns
      for (let breath = 0; breath < breaths; breath += 1) {
        vi.advanceTimersByTime(milliseconds)
        await pace.breathe()
      }
      return counted.turns - before
    }
    expect(await turnsOf(1, 0)).toBe(1)
    expect(await turnsOf(39, 1)).toBe(0)
    expect(await turnsOf(1, 1)).toBe(1)
    expect(await turnsOf(100, 10)).toBe(25)
    counted.ends = true
  })

  it('tells its share at a turn where it has grown, and never one that goes back', async () => {
    const all = work()
    const pace = new Pace(all)
    for (const share of [0, 0.2, 0.1, 0.5, 0.3, undefined, 0.6]) {
      vi.advanceTimersByTime(40)
      await pace.breathe(share)
    }
    expect(all.shares).toEqual([0.2, 0.5, 0.6])
    await pace.breathe(0.7)
    vi.advanceTimersByTime(40)
    await pace.breathe()
    expect(all.shares).toEqual([0.2, 0.5, 0.6, 0.7])
  })

  it('tells the whole at once, and once', async () => {
    const all = work()
    const pace = new Pace(all)
    for (const share of [0.5, 0.9, 1, 1]) await pace.breathe(share)
    expect(all.shares).toEqual([0.5, 1])
  })

  it('hears an abort at its next turn, and one that came before it began', async () => {
    const all = work()
    const pace = new Pace(all)
    await pace.breathe(0.1)
    globalThis.setImmediate(() => {
      all.controller.abort(new Error('enough'))
    })
    vi.advanceTimersByTime(40)
    await expect(pace.breathe(0.2)).rejects.toThrow('enough')
    expect(() => new Pace(all)).toThrow('enough')
  })

  it('of a part is told as a share of the whole', () => {
    const all = work()
    partOf(partOf(all, 0.5, 1), 0, 0.5).report(0.5)
    expect(all.shares).toEqual([0.625])
    expect(all.counts).toEqual([undefined])
  })

  it('by pieces is told as counted, a part of it with what counts during the part', () => {
    const all = work()
    countedWork(all, 'trees', 100).report(0.29)
    const third = { unit: 'pairs', done: 2, of: 4 } as const
    partOf(partOf(all, 0.5, 0.75, third), 0, 0.5).report(1)
    expect(all.shares).toEqual([0.29, 0.625])
    expect(all.counts).toEqual([{ unit: 'trees', done: 29, of: 100 }, third])
  })
})
