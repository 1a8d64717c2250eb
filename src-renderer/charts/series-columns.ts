import { metricSeries, type PointColumns, type Series } from '#contract/metrics'
import type { XAxisKind } from './curves'

/** One series of a run, its columns ascending in step. */
export interface SeriesColumns {
  step: Float64Array
  epoch: Float64Array
  /** Milliseconds since 1970. */
  time: Float64Array
  value: Float64Array
}

/** Takes apart what a metrics query answers; a series without points is missing in the map. */
export function bySeries(points: PointColumns): Map<Series, SeriesColumns> {
  const counts = new Uint32Array(metricSeries.length)
  for (const series of points.series) counts[series] = (counts[series] ?? 0) + 1
  const found = new Map<Series, SeriesColumns>()
  for (const [number, name] of metricSeries.entries()) {
    const count = counts[number] ?? 0
    if (count === 0) continue
    const columns = {
      step: new Float64Array(count),
      epoch: new Float64Array(count),
      time: new Float64Array(count),
      value: new Float64Array(count),
    }
    let at = 0
    for (let index = 0; index < points.series.length; index++) {
      if (points.series[index] !== number) continue
      columns.step[at] = points.step[index] ?? 0
      columns.epoch[at] = points.epoch[index] ?? 0
      columns.time[at] = points.time[index] ?? 0
      columns.value[at] = points.value[index] ?? Number.NaN
      at++
    }
    found.set(name, columns)
  }
  return found
}

/**
 * The column for an x axis.
 * @param startedAt milliseconds since 1970; time since the start is in seconds
 */
export function xColumn(columns: SeriesColumns, kind: XAxisKind, startedAt: number): Float64Array {
  if (kind === 'step') return columns.step
  if (kind === 'epoch') return columns.epoch
  if (kind === 'wall') return columns.time
  return columns.time.map((time) => (time - startedAt) / 1000)
}
