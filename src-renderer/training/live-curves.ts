import { metricSeries, type PointColumns, type Series } from '#contract/metrics'
import { SeriesBuffer } from './series-buffer'

/** All curves of the run in view. Holds no Vue state: whoever draws is told by `version`. */
export class LiveCurves {
  private readonly buffers = metricSeries.map(() => new SeriesBuffer())

  /** Adds a batch, columns as they came over the bridge. */
  append({ series, step, epoch, value }: PointColumns): void {
    for (let index = 0; index < series.length; index++) {
      this.buffers[series[index] ?? -1]?.append(
        step[index] ?? 0,
        epoch[index] ?? 0,
        value[index] ?? Number.NaN,
      )
    }
  }

  of(series: Series): SeriesBuffer {
    const buffer = this.buffers[metricSeries.indexOf(series)]
    if (!buffer) throw new Error(`There is no series “${series}”.`)
    return buffer
  }

  get empty(): boolean {
    return this.buffers.every((buffer) => buffer.length === 0)
  }

  get bytes(): number {
    return this.buffers.reduce((sum, buffer) => sum + buffer.bytes, 0)
  }

  clear(): void {
    for (const buffer of this.buffers) buffer.clear()
  }
}
