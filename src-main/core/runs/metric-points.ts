import type { Database } from 'better-sqlite3'
import { metricSeries, type MetricQuery, type PointColumns } from '#contract/metrics'
import { joinPoints, thinPoints } from '../metrics'

type Row = [series: number, step: number, epoch: number, time: number, value: number | null]

/** Points are many: raw prepared statements, rows as arrays. */
export class MetricPoints {
  private readonly insert
  private readonly select

  constructor(database: Database) {
    this.insert = database.prepare<[number, number, number, number, number, number | null]>(
      `INSERT OR REPLACE INTO metric_points (run, series, step, epoch, time, value)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    this.select = database
      .prepare<[number, number], Row>(
        `SELECT series, step, epoch, time, value FROM metric_points
         WHERE run = ? AND series = ? ORDER BY step, time`,
      )
      .raw()
  }

  /** Inside the caller's transaction. */
  write(run: number, points: PointColumns) {
    for (const [i, series] of points.series.entries()) {
      const value = points.value[i] ?? 0
      this.insert.run(
        run,
        series,
        points.step[i] ?? 0,
        points.epoch[i] ?? 0,
        points.time[i] ?? 0,
        Number.isNaN(value) ? null : value,
      )
    }
  }

  /** The asked series one after another, each thinned. */
  read(run: number, { series, maxPoints }: Omit<MetricQuery, 'runId'>): PointColumns {
    return joinPoints(
      series.map((name) => thinPoints(this.readSeries(run, metricSeries.indexOf(name)), maxPoints)),
    )
  }

  private readSeries(run: number, series: number): PointColumns {
    const rows = this.select.all(run, series)
    return {
      series: Uint8Array.from(rows, (row) => row[0]),
      step: Uint32Array.from(rows, (row) => row[1]),
      epoch: Float32Array.from(rows, (row) => row[2]),
      time: Float64Array.from(rows, (row) => row[3]),
      value: Float64Array.from(rows, (row) => row[4] ?? Number.NaN),
    }
  }
}
