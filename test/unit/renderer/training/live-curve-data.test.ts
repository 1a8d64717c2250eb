import { describe, expect, it } from 'vitest'
import type { Curve } from '../../../../src-renderer/charts/curves'
import { fillCurve, lineData, traceData } from '../../../../src-renderer/training/live-curve-data'
import { SeriesBuffer } from '../../../../src-renderer/training/series-buffer'

const curve = (): Curve => ({ name: 'x', color: '#000000', x: [], y: [] })
function buffer(values: readonly number[], capacity = 64) {
  const filled = new SeriesBuffer(capacity)
  values.forEach((value, index) => filled.append(index + 1, index + 1, value))
  return filled
}

describe('data of live curves', () => {
  it('fills a curve in place, for the tooltip that holds it', () => {
    const each = curve()
    fillCurve(each, buffer([4, 2]), null)
    expect([...lineData(each, false)]).toEqual([1, 4, 2, 2])
    expect(each.smoothed).toBeUndefined()
  })

  it('draws the moving average where one is wanted', () => {
    const each = curve()
    fillCurve(each, buffer([1, 3]), 0.5)
    const [, first, , second] = lineData(each, false)
    expect(first).toBeCloseTo(1)
    expect(second).toBeCloseTo((0.5 * 0.5 * 1 + 0.5 * 3) / 0.75)
  })

  it('traces smallest and largest of merged points', () => {
    const merged = buffer([1, 5, 2, 6, 3], 4)
    expect([...traceData(merged.view(), false)]).toEqual([2, 1, 2, 5, 4, 6, 4, 2, 5, 3])
  })

  it('traces from a bucket on as the whole trace does', () => {
    const merged = buffer([1, 5, 2, 6, 3], 4).view()
    expect([...traceData(merged, false, 1)]).toEqual([...traceData(merged, false)].slice(4))
  })

  it('leaves a gap where a logarithm does not exist', () => {
    expect(traceData(buffer([0, 1]).view(), true)[1]).toBeNaN()
  })
})
