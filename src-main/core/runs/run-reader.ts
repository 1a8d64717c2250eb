import type { Database } from 'better-sqlite3'
import { and, asc, desc, eq, inArray, isNull, max, sql, type SQL } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { experimentSpecSchema, type ExperimentSpec } from '#contract/experiment-spec'
import {
  artifactSchema,
  epochFiguresSchema,
  runEventSchema,
  runStatusSchema,
  type MeanConfidence,
  type PredictedImagesQuery,
  type RunDetail,
  type RunListQuery,
  type RunSummary,
} from '#contract/run'
import type { Evaluation } from '#contract/training'
import type { ReadAccess } from './access'
import { unknownRun } from './errors'
import { findPredicted, meanConfidence } from './predictions'
import * as tables from './schema'

/** What a list shows of a run; the long columns stay on disk. */
const summaryColumns = {
  id: tables.runs.id,
  number: tables.runs.number,
  name: tables.runs.name,
  note: tables.runs.note,
  status: tables.runs.status,
  reason: tables.runs.reason,
  reasonCode: tables.reasons.code,
  reasonValues: tables.reasons.values,
  datasetId: tables.runs.datasetId,
  modelId: tables.runs.modelId,
  modelName: tables.runs.modelName,
  seed: tables.runs.seed,
  epochsPlanned: tables.runs.epochsPlanned,
  epochsDone: tables.runs.epochsDone,
  createdAt: tables.runs.createdAt,
  startedAt: tables.runs.startedAt,
  endedAt: tables.runs.endedAt,
  seconds: tables.runs.seconds,
  parameters: tables.runs.parameters,
  multiplyAdds: tables.runs.multiplyAdds,
  imagesPerSecond: tables.runs.imagesPerSecond,
  peakMemoryBytes: tables.runs.peakMemoryBytes,
  fitSeconds: tables.fits.fitSeconds,
  predictSeconds: tables.fits.predictSeconds,
  supportVectors: tables.fits.supportVectors,
  outOfBagAccuracy: tables.fits.outOfBagAccuracy,
  converged: tables.fits.converged,
  iterations: tables.fits.iterations,
  testAccuracy: tables.runs.testAccuracy,
  testLoss: tables.runs.testLoss,
  validationAccuracy: tables.runs.validationAccuracy,
  validationLoss: tables.runs.validationLoss,
  diskBytes: tables.runs.diskBytes,
  hasModel: tables.runs.hasModel,
  checkpointStep: tables.checkpoints.step,
  checkpointKept: tables.checkpoints.kept,
}

/** Questions about stored runs. It has no way to write. */
export class RunReader {
  private readonly orm: ReadAccess

  constructor(database: Database) {
    this.orm = drizzle(database)
  }

  list(query: RunListQuery): RunSummary[] {
    const key = sortKey(query.sortBy)
    // A run without the figure is last either way.
    const order = [sql`${key} IS NULL`, query.descending ? desc(key) : asc(key)]
    const rows = this.orm
      .select(summaryColumns)
      .from(tables.runs)
      .leftJoin(tables.reasons, eq(tables.reasons.run, tables.runs.number))
      .leftJoin(tables.checkpoints, eq(tables.checkpoints.run, tables.runs.number))
      .leftJoin(tables.fits, eq(tables.fits.run, tables.runs.number))
      .where(isNull(tables.runs.deletedAt))
      .orderBy(...order, desc(tables.runs.number))
      .all()
    const words = query.search.toLowerCase().split(/\s+/).filter(Boolean)
    return rows.filter((run) => {
      const text = [run.name, run.note, run.modelName, run.modelId, run.datasetId, run.status]
        .join('\n')
        .toLowerCase()
      return words.every((word) => word === `#${run.number}` || text.includes(word))
    })
  }

  /** @throws WorkbenchError `run.unknown` */
  summary(runId: string): RunSummary {
    const found = this.orm
      .select(summaryColumns)
      .from(tables.runs)
      .leftJoin(tables.reasons, eq(tables.reasons.run, tables.runs.number))
      .leftJoin(tables.checkpoints, eq(tables.checkpoints.run, tables.runs.number))
      .leftJoin(tables.fits, eq(tables.fits.run, tables.runs.number))
      .where(eq(tables.runs.id, runId))
      .get()
    if (!found) throw unknownRun(runId)
    return found
  }

  /** @throws WorkbenchError `run.unknown` */
  spec(runId: string): ExperimentSpec {
    const found = this.orm
      .select({ spec: tables.runs.spec })
      .from(tables.runs)
      .where(eq(tables.runs.id, runId))
      .get()
    if (!found) throw unknownRun(runId)
    return experimentSpecSchema.parse(JSON.parse(found.spec))
  }

  /** @throws WorkbenchError `run.unknown` */
  detail(runId: string): RunDetail {
    const summary = this.summary(runId)
    const run = summary.number
    const head = this.orm
      .select({ environment: tables.runs.environment })
      .from(tables.runs)
      .where(eq(tables.runs.number, run))
      .get()
    const epochs = this.orm
      .select()
      .from(tables.epochs)
      .where(eq(tables.epochs.run, run))
      .orderBy(asc(tables.epochs.epoch))
      .all()
    const events = this.orm
      .select()
      .from(tables.events)
      .where(eq(tables.events.run, run))
      .orderBy(asc(tables.events.id))
      .all()
    const artifacts = this.orm
      .select()
      .from(tables.artifacts)
      .where(eq(tables.artifacts.run, run))
      .orderBy(asc(tables.artifacts.createdAt))
      .all()
    const matrix = this.orm
      .select({ classNames: tables.evaluations.classNames, counts: tables.evaluations.confusion })
      .from(tables.evaluations)
      .where(eq(tables.evaluations.run, run))
      .get()
    return {
      summary,
      spec: this.spec(runId),
      environment: head?.environment ?? null,
      epochs: epochs.map((row) => epochFiguresSchema.parse(row)),
      events: events.map((row) => runEventSchema.parse(row)),
      artifacts: artifacts.map((row) => artifactSchema.parse(row)),
      confusion: matrix
        ? { classNames: matrix.classNames, counts: new Uint32Array(copyOf(matrix.counts)) }
        : null,
    }
  }

  /** What the run said of the test set; null where it was not evaluated. */
  evaluation(runId: string): Evaluation | null {
    const { number } = this.summary(runId)
    const row = this.orm
      .select()
      .from(tables.evaluations)
      .where(eq(tables.evaluations.run, number))
      .get()
    if (!row) return null
    return {
      classNames: row.classNames,
      accuracy: row.accuracy,
      loss: row.loss,
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

  /** How sure the run was where it was right and where it was wrong. */
  confidence(runId: string): MeanConfidence {
    return meanConfidence(this.evaluation(runId))
  }

  /** How a run that had ended did so. */
  lastEnding(run: number): 'stopped' | 'failed' | 'crashed' {
    const { events } = tables
    const endings = ['stopped', 'failed', 'crashed'] as const
    const found = this.orm
      .select({ kind: events.kind })
      .from(events)
      .where(and(eq(events.run, run), inArray(events.kind, endings)))
      .orderBy(desc(events.id))
      .get()
    return endings.find((kind) => kind === found?.kind) ?? 'crashed'
  }

  /** Step and epoch of the latest thing that the run told of itself. */
  lastPosition(run: number): { step: number; epoch: number } {
    const { epochs, events } = tables
    const done = this.orm
      .select({ step: epochs.step, epoch: epochs.epoch })
      .from(epochs)
      .where(eq(epochs.run, run))
      .orderBy(desc(epochs.epoch))
      .get()
    const told = this.orm
      .select({ step: events.step, epoch: events.epoch })
      .from(events)
      .where(eq(events.run, run))
      .orderBy(desc(events.id))
      .get()
    const latest = { step: 0, epoch: 0, ...told }
    return done && done.step > latest.step ? done : latest
  }

  /** When the run was last heard of, in milliseconds since 1970. */
  lastSign(runId: string): number {
    const { number, createdAt, startedAt } = this.summary(runId)
    const { epochs, events } = tables
    const epoch = this.orm
      .select({ time: max(epochs.time) })
      .from(epochs)
      .where(eq(epochs.run, number))
      .get()
    const event = this.orm
      .select({ time: max(events.time) })
      .from(events)
      .where(eq(events.run, number))
      .get()
    return Math.max(startedAt ?? createdAt, epoch?.time ?? 0, event?.time ?? 0)
  }

  /**
   * The runs whose id begins so; the terminal lets ids be shortened. The run whose number it is comes
   * alone: ids often begin with a digit.
   */
  findByPrefix(prefix: string): RunSummary[] {
    const runs = this.list({ search: '', sortBy: 'number', descending: true })
    const numbered = runs.filter(({ number }) => String(number) === prefix)
    return numbered.length > 0 ? numbered : runs.filter(({ id }) => id.startsWith(prefix))
  }
}

/** SQLite's bytes are a view on a larger buffer, and not aligned. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}

function sortKey(sortBy: RunListQuery['sortBy']): SQL {
  if (sortBy === 'name') return sql`${tables.runs.name} COLLATE NOCASE`
  if (sortBy !== 'status') return sql`${tables.runs[sortBy]}`
  const ranks = runStatusSchema.options.map(
    (status, rank) => sql`WHEN ${status} THEN CAST(${rank} AS INTEGER)`,
  )
  return sql`CASE ${tables.runs.status} ${sql.join(ranks, sql` `)} END`
}
