import type { Plane } from './resample'

/** Each pixel becomes the mean of a square around it, as far as that lies inside. */
export function smooth(plane: Plane, radius: number): Plane {
  if (radius === 0) return plane
  // Along rows, then along columns: rows come out transposed, and twice transposed is upright.
  return averageAlongRows(averageAlongRows(plane, radius), radius)
}

function averageAlongRows({ width, height, values }: Plane, radius: number): Plane {
  const result = new Float32Array(values.length)
  const sums = new Float64Array(width + 1)
  for (let row = 0; row < height; row += 1) {
    for (let x = 0; x < width; x += 1) sums[x + 1] = (sums[x] ?? 0) + (values[row * width + x] ?? 0)
    for (let x = 0; x < width; x += 1) {
      const from = Math.max(0, x - radius)
      const to = Math.min(width, x + radius + 1)
      result[x * height + row] = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)
    }
  }
  return { width: height, height: width, values: result }
}
