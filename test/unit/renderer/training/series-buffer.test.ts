import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeriesBuffer } from '../../../../src-renderer/training/series-buffer'

function filled(values: readonly number[], capacity = 8) {
  const buffer = new SeriesBuffer(capacity, 2)
  values.forEach((value, index) => buffer.append(index + 1, (index + 1) / 10, value))
  return buffer
}

describe('SeriesBuffer', () => {
  it('keeps few points as they are', () => {
    const { length, step, min, max, mean } = filled([3, 1, 2]).view()
    expect(length).toBe(3)
    expect([...step]).toEqual([1, 2, 3])
    expect([...min]).toEqual([3, 1, 2])
    expect([...max]).toEqual([3, 1, 2])
    expect([...mean]).toEqual([3, 1, 2])
  })

  it('merges neighbours when full, and keeps extremes and mean', () => {
    const view = filled([1, 5, 2, 2, 0, 4, 3, 3, 9]).view()
    expect([...view.step]).toEqual([2, 4, 6, 8, 9])
    expect([...view.min]).toEqual([1, 2, 0, 3, 9])
    expect([...view.max]).toEqual([5, 2, 4, 3, 9])
    expect([...view.mean]).toEqual([3, 2, 2, 3, 9])
  })

  it('stays equally dense and bounded over ten minutes of 200 points a second', () => {
    const buffer = new SeriesBuffer(2_048)
    for (let step = 1; step <= 120_000; step++) buffer.append(step, step / 430, Math.sin(step))
    const { step, length } = buffer.view()
    expect(length).toBeLessThanOrEqual(2_048)
    expect(length).toBeGreaterThan(1_024)
    expect(buffer.bytes).toBe(6 * 8 * 2_048)
    const widths = [...step.slice(1, -1)].map((value, index) => value - (step[index] ?? 0))
    expect(new Set(widths)).toEqual(new Set([64]))
  })

  it('leaves out what it has already, and what cannot be drawn', () => {
    const buffer = filled([1, 2])
    buffer.append(2, 0.2, 77)
    buffer.append(1, 0.1, 77)
    buffer.append(3, 0.3, Number.NaN)
    expect(buffer.length).toBe(2)
    expect(buffer.last).toBe(2)
    expect(buffer.lastStep).toBe(2)
  })

  it('tells which buckets are settled, and when even those have changed', () => {
    const buffer = filled([1, 5, 2, 2, 0, 4, 3, 3])
    const { revision } = buffer
    expect(buffer.settled).toBe(8)
    buffer.append(9, 0.9, 9)
    expect(buffer.revision).not.toBe(revision)
    expect([buffer.length, buffer.settled]).toEqual([5, 4])
    const merged = buffer.revision
    buffer.append(10, 1, 7)
    expect([buffer.length, buffer.settled]).toEqual([5, 5])
    expect(buffer.revision).toBe(merged)
    buffer.clear()
    expect(buffer.revision).not.toBe(merged)
    expect(buffer.settled).toBe(0)
  })

  it('starts afresh', () => {
    const buffer = filled([1, 5, 2, 2, 0, 4, 3, 3, 9])
    buffer.clear()
    expect(buffer.lastStep).toBe(-1)
    buffer.append(1, 0.1, 4)
    buffer.append(2, 0.2, 5)
    expect([...buffer.view().mean]).toEqual([4, 5])
  })

  it('never loses an extreme or the mean', () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        const { min, max, length } = filled(values, 16).view()
        expect(length).toBeLessThanOrEqual(16)
        expect(Math.min(...min)).toBe(Math.min(...values))
        expect(Math.max(...max)).toBe(Math.max(...values))
      }),
    )
  })
})
