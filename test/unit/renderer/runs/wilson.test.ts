import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '../../../../src-renderer/runs/wilson'
import golden from '../../../golden/charts.json'

describe('Wilson’s interval', () => {
  it.each(golden.wilson)('of $correct in $count', ({ correct, count, low, high }) => {
    const interval = wilsonInterval(correct / count, count)
    expect(interval?.low).toBeCloseTo(low, 9)
    expect(interval?.high).toBeCloseTo(high, 9)
  })

  it('lies around the share and within 0…1', () => {
    for (let correct = 0; correct <= 50; correct++) {
      const interval = wilsonInterval(correct / 50, 50)
      expect(interval?.low).toBeGreaterThanOrEqual(0)
      expect(interval?.low).toBeLessThanOrEqual(correct / 50)
      expect(interval?.high).toBeGreaterThanOrEqual(correct / 50)
      expect(interval?.high).toBeLessThanOrEqual(1)
    }
  })

  it('is not told from nothing', () => {
    expect(wilsonInterval(0.9, 0)).toBeNull()
    expect(wilsonInterval(Number.NaN, 100)).toBeNull()
    expect(wilsonInterval(1.2, 100)).toBeNull()
  })
})
