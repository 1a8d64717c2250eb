import type { Plane } from './resample'

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The smallest box around all that is not 0; null where all is. */
export function boundingBox(plane: {
  readonly width: number
  readonly height: number
  readonly values: ArrayLike<number>
}): Box | null {
  const { width, height, values } = plane
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!values[y * width + x]) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  if (right < 0) return null
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Leaves out what lies outside of a box. */
export function within(plane: Plane, { left, top, width, height }: Box): Plane {
  const values = plane.values.map((value, pixel) => {
    const [x, y] = [(pixel % plane.width) - left, Math.floor(pixel / plane.width) - top]
    return x >= 0 && x < width && y >= 0 && y < height ? value : 0
  })
  return { ...plane, values }
}
