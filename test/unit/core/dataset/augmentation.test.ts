import { describe, expect, it } from 'vitest'
import { drawTransforms, epochOrder, isAugmented, Random, turnAndShift } from '#core/dataset'

const apply = ([a0, a1, a2, b0, b1, b2]: number[], x: number, y: number) => [
  (a0 ?? 0) * x + (a1 ?? 0) * y + (a2 ?? 0),
  (b0 ?? 0) * x + (b1 ?? 0) * y + (b2 ?? 0),
]

describe('turnAndShift', () => {
  it('takes a shifted pixel from where it was', () => {
    const [x, y] = apply(turnAndShift([28, 28], 0, 2, -1), 10, 10)
    expect([x, y]).toEqual([8, 11])
  })

  it('turns clockwise about the middle', () => {
    // After a quarter turn the upper left corner shows what was in the lower left one.
    const [x, y] = apply(turnAndShift([5, 5], 90, 0, 0), 0, 0)
    expect(x).toBeCloseTo(0)
    expect(y).toBeCloseTo(4)
  })
})

describe('drawTransforms', () => {
  it('stays within the augmentation and differs from image to image', () => {
    const rows = drawTransforms(
      200,
      [28, 28],
      { rotationDegrees: 15, shiftPixels: 2 },
      new Random(1),
    )
    const angles = Array.from({ length: 200 }, (_, i) => Math.asin(rows[8 * i + 1] ?? 0))
    const limit = (15 * Math.PI) / 180
    expect(Math.max(...angles.map(Math.abs))).toBeLessThanOrEqual(limit)
    expect(Math.max(...angles)).toBeGreaterThan(0.8 * limit)
    expect(Math.min(...angles)).toBeLessThan(-0.8 * limit)
    expect(new Set(angles).size).toBeGreaterThan(190)
  })

  it('draws the same for the same seed', () => {
    const draw = (seed: number) =>
      drawTransforms(4, [28, 28], { rotationDegrees: 15, shiftPixels: 2 }, new Random(seed))
    expect(draw(9)).toEqual(draw(9))
    expect(draw(9)).not.toEqual(draw(10))
  })

  it('is off where both amounts are zero', () => {
    expect(isAugmented({ rotationDegrees: 0, shiftPixels: 0 })).toBe(false)
    expect(isAugmented({ rotationDegrees: 1, shiftPixels: 0 })).toBe(true)
    expect(isAugmented({ rotationDegrees: 0, shiftPixels: 1 })).toBe(true)
  })
})

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
