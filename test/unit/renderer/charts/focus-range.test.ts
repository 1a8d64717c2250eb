import { describe, expect, it } from 'vitest'
import { focusRange } from '../../../../src-renderer/charts/focus-range'

const x = Array.from({ length: 101 }, (_, index) => index)
const loss = { name: 'loss', color: '#000', x, y: x.map((step) => 2.3 / (1 + step)) }

describe('the range without outliers', () => {
  it('leaves the first steps out', () => {
    const range = focusRange([loss])
    expect(range?.max).toBeLessThan(0.2)
    expect(range?.min).toBeLessThan(2.3 / 101)
  })

  it('keeps a run that was stopped early in view beside a long one', () => {
    const short = { ...loss, x: [1, 2], y: [0.9, 0.8] }
    expect(focusRange([loss, short])?.max).toBeGreaterThan(0.8)
    const single = { ...loss, x: [1], y: [0.9] }
    expect(focusRange([loss, single])?.max).toBeGreaterThan(0.9)
  })

  it('shows every epoch of a short run', () => {
    const epochs = { ...loss, x: [1, 2], y: [1.6, 1.4] }
    expect(focusRange([epochs])?.max).toBeGreaterThan(1.6)
  })

  it('fits the smoothed curve where there is one', () => {
    const noisy = { ...loss, y: x.map((step) => (step === 50 ? 99 : 1)), smoothed: loss.y }
    expect(focusRange([noisy])).toEqual(focusRange([loss]))
  })

  it('keeps shares within all and logarithms above 0', () => {
    const share = { ...loss, y: x.map((step) => 0.5 + step / 200) }
    expect(focusRange([share], { share: true })?.max).toBe(1)
    expect(focusRange([loss], { log: true })?.min).toBeGreaterThan(0)
    const negative = { ...loss, y: x.map((step) => step - 50) }
    expect(focusRange([negative], { log: true })?.min).toBeCloseTo(0.9)
  })

  it('has nothing to say about nothing, or about a flat line', () => {
    expect(focusRange([])).toBeUndefined()
    expect(focusRange([{ ...loss, x: [], y: [] }])).toBeUndefined()
    expect(focusRange([{ ...loss, y: x.map(() => 1) }])).toBeUndefined()
    expect(focusRange([{ ...loss, y: x.map(() => Number.NaN) }])).toBeUndefined()
  })
})

it('leaves no room below zero to what is never negative', () => {
  const x = Float64Array.from({ length: 100 }, (_, i) => i)
  const curve = (y: Float64Array) => ({ name: '', color: '', x, y, dots: false, endLabel: null })
  const loss = x.map((each) => 1 / (1 + each) ** 2)
  expect(focusRange([curve(loss)])?.min).toBe(0)
  expect(focusRange([curve(loss.map((each) => each - 1))])?.min).toBeLessThan(-1)
})
