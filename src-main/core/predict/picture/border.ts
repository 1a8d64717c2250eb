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

/** What the border's pixels differ from a tone by, in the middle: 0 where most do not. */
export function spreadAround(tones: Float32Array, tone: number): number {
  return median(tones.map((value) => Math.abs(value - tone)))
}

export function median(values: Float32Array): number {
  const sorted = values.slice().sort()
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
