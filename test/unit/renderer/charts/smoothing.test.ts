import { describe, expect, it } from 'vitest'
import { smooth } from '../../../../src-renderer/charts/smoothing'
import golden from '../../../golden/charts.json'

const { values, smoothed } = golden.smoothing

describe('smoothing', () => {
  it.each(Object.entries(smoothed))(
    'is the weighted mean of all before, weight %s',
    (weight, all) => {
      const result = smooth(values, Number(weight))
      expect(result).toHaveLength(values.length)
      all.forEach((expected, at) => expect(result[at]).toBeCloseTo(expected, 10))
    },
  )

  it('of weight 0 changes nothing', () => {
    expect([...smooth(values, 0)]).toEqual(values)
  })

  it('leaves gaps where they are and out of the mean', () => {
    const result = smooth([1, Number.NaN, 3, Infinity, 3], 0.5)
    expect(result[1]).toBeNaN()
    expect(result[3]).toBe(Infinity)
    const without = smooth([1, 3, 3], 0.5)
    expect([result[0], result[2], result[4]]).toEqual([...without])
  })

  it.each([0, 0.6, 0.95])('goes on where it stood, weight %s', (weight) => {
    const whole = smooth(values, weight)
    for (const count of [0, 1, 7]) {
      const before = { value: whole[count - 1] ?? 0, count }
      const rest = smooth(values.slice(count), weight, before)
      rest.forEach((value, at) => expect(value).toBeCloseTo(whole[count + at] ?? Number.NaN, 10))
    }
  })

  it('takes typed arrays, and an empty one', () => {
    expect(smooth(new Float64Array([2, 2, 2]), 0.9)[2]).toBeCloseTo(2, 12)
    expect(smooth([], 0.9)).toHaveLength(0)
  })
})
