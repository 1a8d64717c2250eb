import type { Plane } from './resample'

/** The pixels of the edge, by their position in the plane. */
export function borderOf({ width, height }: Plane): number[] {
  const border: number[] = []
  for (let y = 0; y < height; y += 1) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1)
    for (let x = 0; x < width; x += step) border.push(y * width + x)
  }
  return border
}
