import type { Ink } from './preprocess'

/** The pad's drawings are no smaller. */
const leastSide = 8

/** Ink in the middle of a square sheet, [size × size] bytes, as the drawing pad gives it. */
export function inSquare({ width, height, values }: Ink): {
  size: number
  ink: Uint8Array<ArrayBuffer>
} {
  const size = Math.max(width, height, leastSide)
  const left = (size - width) >> 1
  const top = (size - height) >> 1
  const ink = new Uint8Array(size * size)
  for (let y = 0; y < height; y += 1)
    ink.set(values.subarray(y * width, (y + 1) * width), (top + y) * size + left)
  return { size, ink }
}
