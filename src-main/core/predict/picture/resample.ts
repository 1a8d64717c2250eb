/** Grey values, row by row. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** Cuts a box out; it has to lie inside. */
export function crop(
  values: ArrayLike<number>,
  rowLength: number,
  box: { left: number; top: number; width: number; height: number },
): Plane {
  const { left, top, width, height } = box
  const result = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      result[y * width + x] = values[(top + y) * rowLength + left + x] ?? 0
  return { width, height, values: result }
}

/**
 * Scales by area averaging: each new pixel is the mean of what it covers, parts of pixels
 * counted by their share, so that thin strokes turn grey and do not vanish.
 */
export function resample(source: Plane, width: number, height: number): Plane {
  // Along rows, then along columns: rows come out transposed, and twice transposed is upright.
  return averageRows(averageRows(source, width), height)
}

/** Averages each row to the new width and transposes. */
function averageRows({ width, height, values }: Plane, newWidth: number): Plane {
  const result = new Float32Array(newWidth * height)
  const covered = width / newWidth
  for (let column = 0; column < newWidth; column += 1) {
    const from = column * covered
    const to = Math.min(width, from + covered)
    const first = Math.floor(from)
    const last = Math.min(width, Math.ceil(to))
    for (let row = 0; row < height; row += 1) {
      let sum = 0
      for (let x = first; x < last; x += 1) {
        const share = Math.min(to, x + 1) - Math.max(from, x)
        sum += (values[row * width + x] ?? 0) * share
      }
      result[column * height + row] = sum / covered
    }
  }
  return { width: height, height: newWidth, values: result }
}
