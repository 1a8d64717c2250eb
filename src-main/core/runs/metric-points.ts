import type { Database, Statement } from 'better-sqlite3'
import { metricSeries, type MetricQuery, type PointColumns } from '#contract/metrics'
import { joinPoints, thinPoints } from '../metrics'
import type { Question, QuestionMaker } from './access'

/** Points are many: raw prepared statements, rows as arrays. */
type Row = [step: number, epoch: number, time: number, value: number | null]

export class MetricReader {
  private readonly series: Question<[run: number, series: number], Row>

  constructor(questions: QuestionMaker) {
    this.series = questions.prepareQuestion(
      `SELECT step, epoch, time, value FROM metric_points
       WHERE run = ? AND series = ? ORDER BY step, time`,
    )
  }

  /** The asked series one after another, each thinned. */
  read(run: number, { series, maxPoints }: Omit<MetricQuery, 'runId'>): PointColumns {
    return joinPoints(
      series.map((name) => thinPoints(this.readSeries(run, metricSeries.indexOf(name)), maxPoints)),
    )
  }

  private readSeries(run: number, series: number): PointColumns {
    const rows = this.series.all(run, series)
    return {
      series: new Uint8Array(rows.length).fill(series),
      step: Uint32Array.from(rows, (row) => row[0]),
      epoch: Float32Array.from(rows, (row) => row[1]),
      time: Float64Array.from(rows, (row) => row[2]),
      value: Float64Array.from(rows, (row) => row[3] ?? Number.NaN),
    }
  }
}

export class MetricWriter {
  private readonly insert: Statement<[number, number, number, number, number, number | null]>

  constructor(database: Database) {
    this.insert = database.prepare(
      `INSERT OR REPLACE INTO metric_points (run, series, step, epoch, time, value)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
  }

  /** Inside the caller's transaction. */
  write(run: number, { series, step, epoch, time, value }: PointColumns) {
    for (let i = 0; i < series.length; i += 1) {
      const taken = value[i] ?? Number.NaN
      this.insert.run(
        run,
        series[i] ?? 0,
        step[i] ?? 0,
        epoch[i] ?? 0,
        time[i] ?? 0,
        // SQLite knows no NaN.
        Number.isNaN(taken) ? null : taken,
      )
    }
  }
}
