import { interleave, type Curve } from '../charts/curves'
import { smooth } from '../charts/smoothing'
import type { CurveColumns, SeriesBuffer } from './series-buffer'

/**
 * Puts what a buffer holds into a curve that a chart already shows, in place: the chart's tooltip
 * reads the same object.
 * @param smoothing weight of the moving average, null draws the values themselves
 */
export function fillCurve(curve: Curve, buffer: SeriesBuffer, smoothing: number | null): void {
  const { epoch, mean } = buffer.view()
  curve.x = epoch
  curve.y = mean
  if (smoothing !== null) curve.smoothed = smooth(mean, smoothing)
}

/** The line that a curve is drawn as: x and y in turns. */
export function lineData(curve: Curve, log: boolean): Float64Array {
  return interleave(curve.x, curve.smoothed ?? curve.y, { y: log })
}

/**
 * The faint trace behind a smoothed line: smallest and largest value of each bucket, so that no
 * peak is lost. Buckets that hold one point give that point.
 * @param from first bucket of the trace
 */
export function traceData(
  { length, epoch, min, max }: CurveColumns,
  log: boolean,
  from = 0,
): Float64Array {
  const x = new Float64Array(2 * (length - from))
  const y = new Float64Array(2 * (length - from))
  let size = 0
  for (let index = from; index < length; index++) {
    const low = min[index] ?? Number.NaN
    const high = max[index] ?? Number.NaN
    // In turns, so that neighbouring buckets are joined on one side and not crossed.
    const pair = low === high ? [low] : index % 2 === 0 ? [low, high] : [high, low]
    for (const value of pair) {
      x[size] = epoch[index] ?? 0
      y[size] = value
      size++
    }
  }
  return interleave(x.subarray(0, size), y.subarray(0, size), { y: log })
}
