import { metricSeries, type PointColumns } from './metrics'

/** Columns of a table of points, the same in a bundle and in a chart's own file. */
export const metricColumns = ['series', 'step', 'epoch', 'time', 'value'] as const

/** A row a point, as it was recorded; times are UTC. */
export function* metricRows({ series, step, epoch, time, value }: PointColumns) {
  for (let index = 0; index < series.length; index += 1)
    yield [
      metricSeries[series[index] ?? 0] ?? '',
      step[index] ?? 0,
      float32Text(epoch[index] ?? 0),
      timeText(time[index] ?? NaN),
      value[index] ?? NaN,
    ] as const
}

/** A float32 with the fewest digits that give it back, not with those of the double it is kept in. */
export function float32Text(value: number): number {
  for (const digits of [6, 7, 8]) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return Number(value.toPrecision(9))
}

/** ISO 8601; empty for a time that is none. */
export function timeText(milliseconds: number): string {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}
