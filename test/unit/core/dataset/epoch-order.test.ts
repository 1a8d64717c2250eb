import { describe, expect, it } from 'vitest'
import { epochOrder } from '#core/dataset'

describe('epochOrder', () => {
  const positions = Uint32Array.from({ length: 50 }, (_, i) => 3 * i)

  it('holds every position once, in an order of the epoch’s own', () => {
    const [first, second] = [epochOrder(positions, 1, 0), epochOrder(positions, 1, 1)]
    expect([...first].sort((a, b) => a - b)).toEqual([...positions])
    expect(first).not.toEqual(second)
    expect(epochOrder(positions, 1, 0)).toEqual(first)
    expect(epochOrder(positions, 2, 0)).not.toEqual(first)
  })
})
