import type { LinePattern } from '../ui/run-color'

/** One line of a chart. Columns of equal length, x ascending. */
export interface Curve {
  name: string
  color: string
  /** Steps, epochs, seconds since the start, or milliseconds since 1970. */
  x: ArrayLike<number>
  y: ArrayLike<number>
  /** Drawn in place of `y`, which then stands behind it, faint. */
  smoothed?: ArrayLike<number>
  pattern?: LinePattern
  /** Dots at the points, for curves of few points. */
  dots?: boolean
  /** Text at the end of the line; the name without it, none where null. */
  endLabel?: string | null
}

export const xAxisKinds = ['step', 'epoch', 'relative', 'wall'] as const
export type XAxisKind = (typeof xAxisKinds)[number]

/** Position of the value nearest to `x` in an ascending column, −1 in an empty one. */
export function nearest(column: ArrayLike<number>, x: number): number {
  let low = 0
  let high = column.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((column[middle] ?? 0) < x) low = middle + 1
    else high = middle
  }
  if (low > 0 && x - (column[low - 1] ?? 0) <= (column[low] ?? 0) - x) return low - 1
  return high < 0 ? -1 : low
}

export interface CurveReading {
  curve: Curve
  x: number
  /** As measured. */
  value: number
  smoothed: number | null
}

/**
 * What each curve says at x. A curve that has ended before x, or begins after it, says nothing:
 * it is read up to one typical distance of its points beyond its ends.
 */
export function readCurves(curves: readonly Curve[], x: number): CurveReading[] {
  return curves.flatMap((curve) => {
    const at = nearest(curve.x, x)
    if (at < 0) return []
    const first = curve.x[0] ?? 0
    const last = curve.x[curve.x.length - 1] ?? 0
    const reach = curve.x.length > 1 ? (last - first) / (curve.x.length - 1) : Infinity
    if (x < first - reach || x > last + reach) return []
    return [
      {
        curve,
        x: curve.x[at] ?? 0,
        value: curve.y[at] ?? Number.NaN,
        smoothed: curve.smoothed ? (curve.smoothed[at] ?? Number.NaN) : null,
      },
    ]
  })
}

/** x and y in turns, as ECharts takes typed arrays; what a log axis cannot show becomes a gap. */
export function interleave(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  log: { x?: boolean; y?: boolean } = {},
): Float64Array {
  const pairs = new Float64Array(x.length * 2)
  const shown = (value: number, logarithmic = false) =>
    Number.isFinite(value) && !(logarithmic && value <= 0) ? value : Number.NaN
  for (let index = 0; index < x.length; index++) {
    pairs[2 * index] = shown(x[index] ?? Number.NaN, log.x)
    pairs[2 * index + 1] = shown(y[index] ?? Number.NaN, log.y)
  }
  return pairs
}
