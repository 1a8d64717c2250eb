import { metricSeries, type PointColumns, type Series } from '#contract/metrics'

interface Point {
  series: number
  step: number
  epoch: number
  time: number
  value: number
}

/** Collects points until somebody takes them as columns. */
export class PointBuffer {
  private points: Point[] = []

  add(series: Series, step: number, epoch: number, value: number, time = Date.now()) {
    this.points.push({ series: metricSeries.indexOf(series), step, epoch, time, value })
  }

  get length(): number {
    return this.points.length
  }

  /** What was collected, and the buffer is empty again. */
  take(): PointColumns {
    const points = this.points
    this.points = []
    return {
      series: Uint8Array.from(points, ({ series }) => series),
      step: Uint32Array.from(points, ({ step }) => step),
      epoch: Float32Array.from(points, ({ epoch }) => epoch),
      time: Float64Array.from(points, ({ time }) => time),
      value: Float64Array.from(points, ({ value }) => value),
    }
  }
}
