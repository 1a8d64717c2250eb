import { describe, expect, it } from 'vitest'
import { LatencyRecord } from '../../../../src-renderer/training/latency'
import { liveExtent } from '../../../../src-renderer/training/live-extent'

describe('LatencyRecord', () => {
  it('has no quantile without records', () => {
    expect(new LatencyRecord().quantile(0.95)).toBeNull()
  })

  it('gives the delay that 95 of 100 do not exceed', () => {
    const record = new LatencyRecord()
    for (let delay = 100; delay >= 1; delay--) record.add(delay)
    expect(record.quantile(0.95)).toBe(95)
    expect(record.quantile(1)).toBe(100)
  })

  it('forgets the oldest', () => {
    const record = new LatencyRecord(10)
    for (let delay = 1; delay <= 20; delay++) record.add(delay)
    expect(record.count).toBe(10)
    expect(record.quantile(0.05)).toBe(11)
  })

  it('takes what lies before its cause as no delay', () => {
    const record = new LatencyRecord()
    record.add(-3)
    expect(record.quantile(0.5)).toBe(0)
  })
})

describe('liveExtent', () => {
  it('doubles, up to the planned epochs', () => {
    expect([0, 1, 1.1, 2.5, 4.2, 5].map((epoch) => liveExtent(epoch, 5))).toEqual([
      1, 1, 2, 4, 5, 5,
    ])
  })
})
