import { interleave } from '../charts/curves'
import { smooth, type AverageSoFar } from '../charts/smoothing'
import { traceData } from './live-curve-data'
import type { SeriesBuffer } from './series-buffer'

/** How far a whole drawing of a smoothed curve went. */
export interface DrawnEnd {
  /** The buffer's, at that time. */
  revision: number
  /** The moving average at the last bucket that was settled then, and how many were. */
  settled: AverageSoFar
  /** Last point of the smoothed line, and the height at which the trace behind it ended. */
  x: number
  line: number
  trace: number
}

/** What has come to a smoothed curve since it was drawn whole, or its places on the screen. */
export interface Tail {
  /** x and y in turns, from the point where the drawing ended. */
  line: Float64Array
  trace: Float64Array
}

/**
 * @param smoothed the buffer's moving average, one value a bucket
 * @returns null of an empty buffer, which has no end to go on from
 */
export function drawnEnd(buffer: SeriesBuffer, smoothed: ArrayLike<number>): DrawnEnd | null {
  const { settled, revision } = buffer
  const view = buffer.view()
  const last = view.length - 1
  if (last < 0) return null
  return {
    revision,
    settled: { value: settled > 0 ? (smoothed[settled - 1] ?? 0) : 0, count: settled },
    x: view.epoch[last] ?? 0,
    line: smoothed[last] ?? Number.NaN,
    trace: traceData(view, false, last).at(-1) ?? Number.NaN,
  }
}

/**
 * The points after a drawing's end. The bucket that was open then has since moved on, so it comes
 * again.
 * @param smoothing weight of the moving average, as in the drawing
 * @returns null where buckets of the drawing have changed since: only drawing them anew helps
 */
export function tailOf(
  buffer: SeriesBuffer,
  { revision, settled, x, line, trace }: DrawnEnd,
  smoothing: number,
  log: boolean,
): Tail | null {
  if (buffer.revision !== revision) return null
  const view = buffer.view()
  const averages = smooth(view.mean.subarray(settled.count), smoothing, settled)
  const epochs = view.epoch.subarray(settled.count)
  const from = (y: number, rest: Float64Array) =>
    Float64Array.of(...interleave([x], [y], { y: log }), ...rest)
  return {
    line: from(line, interleave(epochs, averages, { y: log })),
    trace: from(trace, traceData(view, log, settled.count)),
  }
}

/** Where the axes put a point: both are straight lines, y of its logarithm on a logarithmic axis. */
export type PixelOf = (x: number, y: number) => readonly [number, number]

/** Points of the axes, x and y in turns, as pixels; the axes are asked twice, not for each point. */
export function toPixels(points: Float64Array, pixelOf: PixelOf, log: boolean): Float64Array {
  const [left, top] = pixelOf(1, 1)
  const [right, bottom] = pixelOf(2, 10)
  const height = (y: number) => (log ? Math.log10(y) : (y - 1) / 9)
  return points.map((value, at) =>
    at % 2 === 0 ? left + (value - 1) * (right - left) : top + height(value) * (bottom - top),
  )
}

/** Part of a chart, in CSS pixels. */
export interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

/** Whether all points, x and y in turns, lie in the area; gaps do. A rounding error is no matter. */
export function liesIn(points: Float64Array, { left, top, right, bottom }: Area): boolean {
  return points.every(
    (value, at) =>
      Number.isNaN(value) ||
      (value >= (at % 2 ? top : left) - 0.5 && value <= (at % 2 ? bottom : right) + 0.5),
  )
}
