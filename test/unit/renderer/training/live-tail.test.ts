import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smooth } from '../../../../src-renderer/charts/smoothing'
import { drawnEnd, liesIn, tailOf, toPixels } from '../../../../src-renderer/training/live-tail'
import { SeriesBuffer } from '../../../../src-renderer/training/series-buffer'

const weight = 0.6
const smoothedOf = (buffer: SeriesBuffer) => smooth(buffer.view().mean, weight)
const append = (buffer: SeriesBuffer, values: readonly number[]) => {
  for (const value of values) {
    const step = buffer.lastStep + 1
    buffer.append(step, step / 10, value)
  }
}
function endOf(buffer: SeriesBuffer) {
  const end = drawnEnd(buffer, smoothedOf(buffer))
  if (!end) throw new Error('The buffer is empty.')
  return end
}

describe('the tail of a live curve', () => {
  it('goes on where the drawing ended', () => {
    const buffer = new SeriesBuffer(64)
    append(buffer, [4, 2])
    const end = endOf(buffer)
    append(buffer, [3, 1])
    const average = smoothedOf(buffer)
    const tail = tailOf(buffer, end, weight, false)
    expect([...(tail?.trace ?? [])]).toEqual([0.1, 2, 0.2, 3, 0.3, 1])
    const line = [0.1, average[1], 0.2, average[2], 0.3, average[3]]
    expect(tail?.line).toHaveLength(line.length)
    tail?.line.forEach((value, at) => expect(value).toBeCloseTo(line[at] ?? Number.NaN, 12))
  })

  it('is the line from there on that a whole drawing would show, or there is none', () => {
    const values = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(values, values, (before, after) => {
        const buffer = new SeriesBuffer(16)
        append(buffer, before)
        const end = endOf(buffer)
        append(buffer, after)
        const tail = tailOf(buffer, end, weight, false)
        if (!tail) {
          expect(buffer.revision).not.toBe(end.revision)
          return
        }
        const { epoch } = buffer.view()
        const whole = smoothedOf(buffer)
        expect(tail.line).toHaveLength(2 * (1 + whole.length - end.settled.count))
        for (let at = end.settled.count; at < whole.length; at++) {
          const place = 2 * (1 + at - end.settled.count)
          expect(tail.line[place]).toBe(epoch[at])
          expect(tail.line[place + 1]).toBeCloseTo(whole[at] ?? Number.NaN, 9)
        }
      }),
    )
  })

  it('draws the open bucket again, as it has become', () => {
    const buffer = new SeriesBuffer(4)
    append(buffer, [1, 1, 1, 1, 5])
    const end = endOf(buffer)
    expect(end).toMatchObject({ x: 0.4, trace: 5, settled: { count: 2 } })
    append(buffer, [9])
    expect([...(tailOf(buffer, end, weight, false)?.trace ?? [])]).toEqual([0.4, 5, 0.5, 5, 0.5, 9])
  })

  it('is none where what was drawn has changed', () => {
    const buffer = new SeriesBuffer(4)
    append(buffer, [1, 2, 3, 4])
    const end = endOf(buffer)
    append(buffer, [5])
    expect(tailOf(buffer, end, weight, false)).toBeNull()
    const merged = endOf(buffer)
    buffer.clear()
    append(buffer, [1, 2, 3, 4])
    expect(tailOf(buffer, merged, weight, false)).toBeNull()
  })

  it('has no end in an empty buffer', () => {
    expect(drawnEnd(new SeriesBuffer(4), [])).toBeNull()
  })

  it('leaves a gap where a logarithm does not exist', () => {
    const buffer = new SeriesBuffer(8)
    append(buffer, [1])
    const end = endOf(buffer)
    append(buffer, [0])
    expect(tailOf(buffer, end, weight, true)?.trace[3]).toBeNaN()
  })
})

describe('places on the screen', () => {
  it('are those of the axes, at every point', () => {
    const linear = (x: number, y: number) => [58 + 90 * x, 200 - 20 * y] as const
    expect([...toPixels(Float64Array.of(0, 0, 4, -2), linear, false)]).toEqual([58, 200, 418, 240])
    const log = (x: number, y: number) => [58 + 90 * x, 200 - 40 * Math.log10(y)] as const
    const [left, top, right, bottom] = toPixels(Float64Array.of(3, 100, 0.5, 0.01), log, true)
    expect(left).toBeCloseTo(328)
    expect(top).toBeCloseTo(120)
    expect(right).toBeCloseTo(103)
    expect(bottom).toBeCloseTo(280)
  })

  it('lie in an area or beyond it', () => {
    const area = { left: 10, top: 20, right: 110, bottom: 70 }
    expect(liesIn(Float64Array.of(10, 20, 110, 70.3, 50, Number.NaN), area)).toBe(true)
    expect(liesIn(Float64Array.of(9, 20), area)).toBe(false)
    expect(liesIn(Float64Array.of(10, 71), area)).toBe(false)
    expect(liesIn(Float64Array.of(50, 30, 50, 19), area)).toBe(false)
  })
})
