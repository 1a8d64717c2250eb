import type { Database } from 'better-sqlite3'
import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { learnerKind, seedOf } from '#contract/learner'
import type { Problem } from '#contract/problem'
import type { Artifact, RunEvent } from '#contract/run'
import { newRunId } from './ids'
import { thisMachine } from './machine'
import type { ProcessIdentity } from './process-identity'
import { unknownRun } from './errors'
import * as tables from './schema'

type RunChange = Partial<typeof tables.runs.$inferInsert>

/** Changes to stored runs; nothing here reads for display. */
export class RunWriter {
  private readonly orm: BetterSQLite3Database

  constructor(
    database: Database,
    readonly owner: ProcessIdentity,
  ) {
    this.orm = drizzle(database)
  }

  create(spec: ExperimentSpec): string {
    const id = newRunId()
    this.orm
      .insert(tables.runs)
      .values({
        id,
        name: spec.name,
        status: 'queued',
        datasetId: spec.dataset.id,
        ...columnsOf(spec),
        createdAt: Date.now(),
        machine: thisMachine(),
        ownerPid: this.owner.pid,
        ownerStart: this.owner.start,
        spec: JSON.stringify(spec),
      })
      .run()
    return id
  }

  /** @throws WorkbenchError `run.unknown` */
  change(runId: string, change: RunChange) {
    const { changes } = this.orm
      .update(tables.runs)
      .set(change)
      .where(eq(tables.runs.id, runId))
      .run()
    if (changes === 0) throw unknownRun(runId)
  }

  raisePeakMemory(runId: string, bytes: number) {
    const { id, peakMemoryBytes } = tables.runs
    const lower = or(isNull(peakMemoryBytes), lt(peakMemoryBytes, bytes))
    this.orm
      .update(tables.runs)
      .set({ peakMemoryBytes: bytes })
      .where(and(eq(id, runId), lower))
      .run()
  }

  addEvent(run: number, event: RunEvent) {
    this.orm
      .insert(tables.events)
      .values({ run, ...event })
      .run()
  }

  setCheckpoint(run: number, step: number) {
    const row = { run, step, kept: false }
    this.orm
      .insert(tables.checkpoints)
      .values(row)
      .onConflictDoUpdate({ target: tables.checkpoints.run, set: row })
      .run()
  }

  /** The run is left as it is; it is no longer offered to go on. */
  keepAsIs(run: number) {
    this.orm
      .update(tables.checkpoints)
      .set({ kept: true })
      .where(eq(tables.checkpoints.run, run))
      .run()
  }

  removeCheckpoint(run: number) {
    this.orm.delete(tables.checkpoints).where(eq(tables.checkpoints.run, run)).run()
  }

  addFit(row: typeof tables.fits.$inferInsert) {
    this.orm.insert(tables.fits).values(row).run()
  }

  addReason(run: number, { code, values }: Problem) {
    this.orm.insert(tables.reasons).values({ run, code, values }).run()
  }

  addEpoch(row: typeof tables.epochs.$inferInsert) {
    this.orm
      .insert(tables.epochs)
      .values(row)
      .onConflictDoUpdate({ target: [tables.epochs.run, tables.epochs.epoch], set: row })
      .run()
  }

  addEvaluation(row: typeof tables.evaluations.$inferInsert) {
    this.orm
      .insert(tables.evaluations)
      .values(row)
      .onConflictDoUpdate({ target: tables.evaluations.run, set: row })
      .run()
  }

  addArtifact(run: number, artifact: Artifact) {
    const { bytes, createdAt } = artifact
    this.orm
      .insert(tables.artifacts)
      .values({ run, ...artifact })
      .onConflictDoUpdate({
        target: [tables.artifacts.run, tables.artifacts.kind, tables.artifacts.path],
        set: { bytes, createdAt },
      })
      .run()
    if (artifact.kind === 'model')
      this.orm.update(tables.runs).set({ hasModel: true }).where(eq(tables.runs.number, run)).run()
  }

  hide(runIds: readonly string[]) {
    const { pid, start } = this.owner
    this.orm
      .update(tables.runs)
      .set({ deletedAt: Date.now(), deleterPid: pid, deleterStart: start })
      .where(inArray(tables.runs.id, [...runIds]))
      .run()
  }

  restore(runIds: readonly string[]) {
    this.orm
      .update(tables.runs)
      .set({ deletedAt: null, deleterPid: null, deleterStart: null })
      .where(inArray(tables.runs.id, [...runIds]))
      .run()
  }
}

/** What the list and the sorting know of a spec. */
function columnsOf(spec: ExperimentSpec) {
  if (!isNetwork(spec)) {
    const { id, name } = learnerKind(spec.learner)
    const seed = seedOf(spec.learner)
    return { modelId: id, modelName: name, seed, batchSize: 0, epochsPlanned: 0 }
  }
  const { model, recipe } = spec
  const { seed, batchSize, epochs } = recipe
  return { modelId: model.id, modelName: model.name, seed, batchSize, epochsPlanned: epochs }
}
