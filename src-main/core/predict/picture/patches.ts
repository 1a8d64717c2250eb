import type { Plane } from './resample'

/** Patches with a smaller share of the heaviest one's ink are grain or dust. */
const smallestShare = 1 / 20

/** Leaves out what stands alone and is small: grain that happened to stand out, and dust. */
export function withoutSpecks(plane: Plane): Plane {
  const { patchOf, weights } = patchesOf(plane)
  const least = smallestShare * weights.reduce((most, weight) => Math.max(most, weight), 0)
  const values = plane.values.map((value, pixel) =>
    (weights[patchOf[pixel] ?? 0] ?? 0) >= least ? value : 0,
  )
  return { ...plane, values }
}

/** Numbers pixels that are not 0 by the patch that they hang together in, also across corners. */
function patchesOf({ width, height, values }: Plane) {
  const patchOf = new Uint32Array(values.length)
  /** The first stands for no patch. */
  const weights = [0]
  const waiting: number[] = []
  const take = (pixel: number, patch: number) => {
    if (patchOf[pixel] || !values[pixel]) return
    patchOf[pixel] = patch
    waiting.push(pixel)
  }
  values.forEach((_, start) => {
    if (patchOf[start] || !values[start]) return
    const patch = weights.length
    let weight = 0
    take(start, patch)
    for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
      weight += values[pixel] ?? 0
      const x = pixel % width
      const y = Math.floor(pixel / width)
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1)
          take(row * width + column, patch)
    }
    weights.push(weight)
  })
  return { patchOf, weights }
}
