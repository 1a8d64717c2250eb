import { median } from './quantile'

/** Factors of 1, x, y, x², xy and y²: how light falls on paper, brighter to a side or in the middle. */
export type Surface = readonly number[]

/** Times that tones are fitted, each without those that stand out from the fit before. */
const rounds = 6
/** Tones that are further off, in standard deviations, are not of the paper. */
const furthest = 3
/** Standard deviation of normal noise whose median deviation is 1. */
const deviationOfMedian = 1.4826

const termsAt = (x: number, y: number) => [1, x, y, x * x, x * y, y * y]

export function toneAt(
  [level = 0, a = 0, b = 0, c = 0, d = 0, e = 0]: Surface,
  x: number,
  y: number,
) {
  return level + a * x + b * y + c * x * x + d * x * y + e * y * y
}

/**
 * Fits the surface by least squares; tones that are not of it, as of ink that touches the border,
 * do not count in the end.
 * @param x [tones] −1…1, as y
 */
export function fitSurface(
  x: readonly number[],
  y: readonly number[],
  tones: Float32Array,
): Surface {
  const terms = x.map((each, i) => termsAt(each, y[i] ?? 0))
  let surface = leastSquares(terms, tones, () => true)
  for (let round = 1; round < rounds; round += 1) {
    const errors = tones.map((tone, i) => Math.abs(tone - toneAt(surface, x[i] ?? 0, y[i] ?? 0)))
    const limit = furthest * deviationOfMedian * median(errors)
    surface = leastSquares(terms, tones, (i) => (errors[i] ?? 0) <= limit)
  }
  return surface
}

/** By the normal equations. */
function leastSquares(
  terms: readonly (readonly number[])[],
  tones: Float32Array,
  counts: (index: number) => boolean,
): Surface {
  const size = termsAt(0, 0).length
  const rows = Array.from({ length: size }, () => new Float64Array(size + 1))
  terms.forEach((own, i) => {
    if (!counts(i)) return
    const sides = [...own, tones[i] ?? 0]
    rows.forEach((row, a) => {
      for (const [b, side] of sides.entries()) row[b] = (row[b] ?? 0) + (own[a] ?? 0) * side
    })
  })
  return solve(rows)
}

/**
 * Gauss and Jordan's elimination. A factor that the tones leave open, as of x² in a picture two
 * pixels wide, is 0.
 * @param rows symmetric and positive, with the right side last in each
 */
function solve(rows: readonly Float64Array[]): Surface {
  const open = 1e-9 * (rows[0]?.[0] ?? 0)
  const factors = rows.map(() => 0)
  const found = rows.map((row, step) => {
    const pivot = row[step] ?? 0
    if (pivot <= open) return false
    for (const [index, other] of rows.entries()) {
      const share = index === step ? 0 : (other[step] ?? 0) / pivot
      row.forEach((value, column) => (other[column] = (other[column] ?? 0) - share * value))
    }
    return true
  })
  return factors.map((none, step) =>
    found[step] ? (rows[step]?.[rows.length] ?? 0) / (rows[step]?.[step] ?? 1) : none,
  )
}
