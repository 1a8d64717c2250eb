import { asc, eq } from 'drizzle-orm'
import { experimentSpecSchema, type ExperimentSpec } from '#contract/experiment-spec'
import type { PredictedImagesQuery, RunDetail, RunListQuery, RunSummary } from '#contract/run'
import type { Evaluation } from '#contract/training'
import type { ReadAccess } from './access'
import { unknownRun } from './errors'
import { findPredicted } from './predictions'
import { artifactColumns, epochColumns, eventColumns, summaryColumns } from './run-columns'
import { listRuns } from './run-list'
import { artifacts, epochs, evaluations, events, runs } from './schema'

/** Questions about stored runs. A deleted run can still be asked for by its id. */
export class RunReader {
  constructor(private readonly read: ReadAccess) {}

  list(query: RunListQuery): RunSummary[] {
    return listRuns(this.read, query)
  }

  /** @throws WorkbenchError `run.unknown` */
  summary(runId: string): RunSummary {
    const found = this.read.select(summaryColumns).from(runs).where(eq(runs.id, runId)).get()
    if (!found) throw unknownRun(runId)
    return found
  }

  /** @throws WorkbenchError `run.unknown` */
  spec(runId: string): ExperimentSpec {
    const found = this.read.select({ spec: runs.spec }).from(runs).where(eq(runs.id, runId)).get()
    if (!found) throw unknownRun(runId)
    return experimentSpecSchema.parse(JSON.parse(found.spec))
  }

  /** @throws WorkbenchError `run.unknown` */
  detail(runId: string): RunDetail {
    const { read } = this
    const summary = this.summary(runId)
    const run = summary.number
    const head = read
      .select({ environment: runs.environment })
      .from(runs)
      .where(eq(runs.number, run))
      .get()
    return {
      summary,
      spec: this.spec(runId),
      environment: head?.environment ?? null,
      epochs: read
        .select(epochColumns)
        .from(epochs)
        .where(eq(epochs.run, run))
        .orderBy(asc(epochs.epoch))
        .all(),
      events: read
        .select(eventColumns)
        .from(events)
        .where(eq(events.run, run))
        .orderBy(asc(events.id))
        .all(),
      artifacts: read
        .select(artifactColumns)
        .from(artifacts)
        .where(eq(artifacts.run, run))
        .orderBy(asc(artifacts.createdAt))
        .all(),
      confusion: this.confusion(run),
    }
  }

  /** What the run said of the test set; null where it was not evaluated. */
  evaluation(runId: string): Evaluation | null {
    const { number } = this.summary(runId)
    const row = this.read.select().from(evaluations).where(eq(evaluations.run, number)).get()
    if (!row) return null
    const { classNames, accuracy, loss } = row
    return {
      classNames,
      accuracy,
      loss,
      actual: new Uint8Array(copyOf(row.actual)),
      predicted: new Uint8Array(copyOf(row.predicted)),
      probabilities: new Float32Array(copyOf(row.probabilities)),
    }
  }

  /** Positions in the test set, the most confident first; pixels are for whoever has the data. */
  predictedImages(query: PredictedImagesQuery) {
    const { datasetId } = this.summary(query.runId)
    return { datasetId, ...findPredicted(this.evaluation(query.runId), query) }
  }

  /** Runs whose id begins so or whose number it is: the terminal lets ids be shortened. */
  findByPrefix(prefix: string): RunSummary[] {
    return this.list({ search: '', sortBy: 'number', descending: true }).filter(
      ({ id, number }) => id.startsWith(prefix) || String(number) === prefix,
    )
  }

  private confusion(run: number): RunDetail['confusion'] {
    const { classNames, confusion } = evaluations
    const matrix = this.read
      .select({ classNames, counts: confusion })
      .from(evaluations)
      .where(eq(evaluations.run, run))
      .get()
    if (!matrix) return null
    return { classNames: matrix.classNames, counts: new Uint32Array(copyOf(matrix.counts)) }
  }
}

/** SQLite's bytes may be a view on a larger buffer, and not aligned. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
