import { describe, expect, it } from 'vitest'
import { preprocessInk } from '#core/predict/picture/preprocess'
import { inSquare } from '#core/predict/picture/square'

/** A bar that leans, in a sheet of any shape. */
function bar(width: number, height: number) {
  const values = new Uint8Array(width * height)
  for (let y = 1; y < height - 1; y += 1)
    values.fill(200, y * width + (y % 2), y * width + (y % 2) + 2)
  return { width, height, values }
}

describe('ink in a square', () => {
  it.each([
    [30, 12],
    [12, 30],
    [4, 5],
  ])('of %i×%i pixels is the same digit to the model', (width, height) => {
    const given = bar(width, height)
    const { size, ink } = inSquare(given)
    expect(size).toBe(Math.max(width, height, 8))
    expect(ink).toHaveLength(size * size)
    expect(preprocessInk({ width: size, height: size, values: ink })).toEqual(preprocessInk(given))
  })
})
