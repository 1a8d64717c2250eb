import { join } from 'node:path'
import { datasetFigures } from '#contract/dataset'
import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { learnerKind } from '#contract/learner'
import { metricSeries, type MetricQuery, type PointColumns } from '#contract/metrics'
import type { TrainerMessage } from '#contract/training'
import { WorkbenchError, type Problem } from '#contract/problem'
import { endedStatuses, runEvent } from '#contract/run'
import { makeFolder } from '../make-folder'
import { removeHalfModel } from '../model-folder'
import { openDatabase, type SqliteDatabase } from '../native/sqlite'
import { accessTo } from './access'
import { runFolder, storeFile } from './data-folder'
import { reopenRun } from './continue'
import { folderBytes } from './disk'
import { damagedStore, newerStore, storeProblem, explaining } from './errors'
import { estimateFit, estimateRun } from './estimate'
import { readFileHead } from './file-head'
import { thisMachine } from './machine'
import { MetricPoints } from './metric-points'
import { applicationId, migrate, versionOf } from './migrate'
import { newestVersion } from './migrations'
import { PastRuns } from './past-runs'
import { identifyProcess } from './process-identity'
import { purgeDeleted } from './purge'
import { endRun, recordMessage } from './record'
import { findAbandoned, recoverRuns } from './recovery'
import { RunReader } from './run-reader'
import { RunWriter } from './run-writer'

/** How long one process waits for another that writes. */
const busyMilliseconds = 10_000

/**
 * Opens the run history of a data folder, made where there is none. Runs whose
 * process died are called crashed; what was deleted earlier is removed.
 * @throws WorkbenchError `store.newer`, `store.damaged`, `store.unwritable` or `store.full`
 */
export function openStore(dataFolder: string, { ownerPid }: { ownerPid: number }): Store {
  const file = storeFile(dataFolder)
  try {
    makeFolder(dataFolder)
    const database = openChecked(file)
    return new Store(database, dataFolder, ownerPid)
  } catch (error) {
    throw storeProblem(error, file)
  }
}

function openChecked(file: string): SqliteDatabase {
  // A newer or foreign file is refused before SQLite has touched it.
  const head = readFileHead(file)
  if (head && !head.isSqlite) throw damagedStore(file, 'The file is not an SQLite database.')
  if (head) mustBeOurs(file, head.applicationId, head.userVersion)
  const database = openDatabase(file)
  try {
    database.pragma(`busy_timeout = ${busyMilliseconds}`)
    // Again, now with what stands in the write-ahead log.
    const id = Number(database.pragma('application_id', { simple: true }))
    mustBeOurs(file, id, versionOf(database))
    if (versionOf(database) > 0) checkHealth(database, file)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function mustBeOurs(file: string, id: number, version: number) {
  if (id !== applicationId && (id !== 0 || version !== 0))
    throw damagedStore(file, 'The file is a database of another program.')
  if (version > newestVersion) throw newerStore(file, version, newestVersion)
}

/** Curves and predictions are large, and damage there shows where they are read. */
function checkHealth(database: SqliteDatabase, file: string) {
  for (const table of ['runs', 'epochs', 'events', 'artifacts']) {
    const health = database.pragma(`quick_check(${table})`, { simple: true })
    if (health !== 'ok') throw damagedStore(file, String(health))
  }
}

/** The run history: questions through `reader`, changes through methods, each a transaction. */
export class Store {
  readonly reader: RunReader
  private readonly writer: RunWriter
  private readonly points: MetricPoints
  private readonly past: PastRuns

  constructor(
    private readonly database: SqliteDatabase,
    private readonly dataFolder: string,
    ownerPid: number,
  ) {
    const file = storeFile(dataFolder)
    this.reader = explaining(new RunReader(database), file)
    this.writer = new RunWriter(database, identifyProcess(ownerPid))
    this.points = explaining(new MetricPoints(database), file)
    this.past = explaining(new PastRuns(database), file)
    this.recover()
    purgeDeleted(database, accessTo(database).write, (runId) => this.folderOf(runId))
  }

  /** Calls runs crashed whose process has died. @returns their ids */
  recover(): string[] {
    // Looked at first: who finds nothing must not lock others out.
    if (findAbandoned(this.database).length === 0) return []
    const ended = this.write(() => recoverRuns(this.tools))
    for (const runId of ended) this.removeHalfModel(runId)
    return ended
  }

  createRun(spec: ExperimentSpec): string {
    return this.write(() => this.writer.create(spec))
  }

  record(runId: string, message: TrainerMessage): void {
    this.write(() => {
      recordMessage(this.tools, runId, message)
    })
  }

  /** Ends a run whose trainer is gone, or that waited and was taken back. */
  end(runId: string, status: 'crashed' | 'failed' | 'stopped', reason: Problem): void {
    this.write(() => {
      endRun(this.tools, runId, status, reason)
    })
    this.removeHalfModel(runId)
  }

  /** @throws WorkbenchError `checkpoint.none`, `run.finished` or `run.active` */
  reopen(runId: string): ExperimentSpec {
    return this.write(() => {
      // Read first: a spec that cannot be read must not wait.
      const spec = this.reader.spec(runId)
      reopenRun(this.database, this.writer.owner, this.reader.summary(runId))
      return spec
    })
  }

  /** Nobody is asked any more whether the run should go on; it still can. */
  keepAsIs(runId: string) {
    this.write(() => {
      this.writer.keepAsIs(this.reader.summary(runId).number)
    })
  }

  rename(runId: string, name: string) {
    this.write(() => {
      this.writer.change(runId, { name })
    })
    return this.reader.summary(runId)
  }

  note(runId: string, note: string) {
    this.write(() => {
      this.writer.change(runId, { note })
    })
    return this.reader.summary(runId)
  }

  /**
   * Hides runs; gone for good when the store is opened by a later process.
   * @throws WorkbenchError `run.unknown`, or `run.active` where one has not ended; none is hidden then
   */
  delete(runIds: readonly string[]): { freedBytes: number } {
    this.write(() => {
      for (const runId of runIds) this.mustHaveEnded(runId)
      this.writer.hide(runIds)
    })
    const freedBytes = runIds.reduce((sum, id) => sum + folderBytes(this.folderOf(id)), 0)
    return { freedBytes }
  }

  restore(runIds: readonly string[]): void {
    this.write(() => {
      this.writer.restore(runIds)
    })
  }

  recordExport(runId: string, kind: 'onnx' | 'tfjs' | 'bundle', path: string, bytes: number) {
    const { number } = this.reader.summary(runId)
    const { step, epoch } = this.reader.lastPosition(number)
    const time = Date.now()
    this.write(() => {
      this.writer.addArtifact(number, { kind, path, bytes, createdAt: time })
      const sentence = {
        code: 'event.exported',
        values: { path },
        message: `Exported to ${path}`,
      }
      this.writer.addEvent(number, runEvent('exported', sentence, { step, epoch }, time))
    })
  }

  metrics({ runId, ...query }: MetricQuery): PointColumns {
    return this.points.read(this.reader.summary(runId).number, query)
  }

  /** Every point, for a bundle. */
  allMetrics(runId: string): PointColumns {
    const maxPoints = Number.MAX_SAFE_INTEGER
    return this.metrics({ runId, series: [...metricSeries], maxPoints })
  }

  estimate(spec: ExperimentSpec) {
    const dataset = datasetFigures(spec.dataset.id)
    if (!isNetwork(spec)) {
      const { id } = learnerKind(spec.learner)
      return estimateFit(spec, dataset, this.past.fitsOn(thisMachine(), id))
    }
    const history = this.past.networksOn(thisMachine()).flatMap((run) => {
      const figures = datasetFigures(run.datasetId)
      return figures ? [{ ...run, imageShape: figures.imageShape, classes: figures.classes }] : []
    })
    return estimateRun(spec, dataset, history)
  }

  folderOf(runId: string): string {
    return runFolder(this.dataFolder, runId)
  }

  /** Changes whenever another process has written. */
  dataVersion(): number {
    return Number(this.database.pragma('data_version', { simple: true }))
  }

  close(): void {
    this.database.close()
  }

  /** What its process was writing when it ended. */
  private removeHalfModel(runId: string) {
    removeHalfModel(join(this.folderOf(runId), 'model'))
  }

  private mustHaveEnded(runId: string) {
    const { number, status } = this.reader.summary(runId)
    if (endedStatuses.includes(status)) return
    throw new WorkbenchError(
      'run.active',
      `Run ${number} has not ended yet. Stop it first; then it can be deleted.`,
      { number },
    )
  }

  private get tools() {
    const { database, reader, writer, points } = this
    const folderOf = (runId: string) => this.folderOf(runId)
    return { database, reader, writer, points, folderOf }
  }

  private write<Result>(change: () => Result): Result {
    try {
      return this.database.transaction(change).immediate()
    } catch (error) {
      throw storeProblem(error, storeFile(this.dataFolder))
    }
  }
}
