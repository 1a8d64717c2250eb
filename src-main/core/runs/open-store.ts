import { existsSync, mkdirSync, renameSync } from 'node:fs'
import type { ExperimentSpec } from '#contract/experiment-spec'
import { metricSeries, type MetricQuery, type PointColumns } from '#contract/metrics'
import type { TrainerMessage } from '#contract/training'
import { openDatabase, type SqliteDatabase } from '../native/sqlite'
import { runFolder, storeFile } from './data-folder'
import { damagedStore, newerStore, storeProblem } from './errors'
import { estimateRun } from './estimate'
import { MetricPoints } from './metric-points'
import { migrate, versionOf } from './migrate'
import { newestVersion } from './migrations'
import { identifyProcess } from './process-identity'
import { endRun, recordMessage } from './record'
import { recoverRuns } from './recovery'
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
    mkdirSync(dataFolder, { recursive: true })
    const database = openChecked(file)
    return new Store(database, dataFolder, ownerPid)
  } catch (error) {
    throw storeProblem(error, file)
  }
}

function openChecked(file: string): SqliteDatabase {
  // A newer store is refused before anything of it is touched.
  if (existsSync(file)) {
    const looking = openDatabase(file, { readonly: true })
    const version = versionOf(looking)
    looking.close()
    if (version > newestVersion) throw newerStore(file, version, newestVersion)
  }
  const database = openDatabase(file)
  try {
    database.pragma(`busy_timeout = ${busyMilliseconds}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    const health = database.pragma('quick_check(1)', { simple: true })
    if (health !== 'ok') throw damagedStore(file, String(health))
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Puts a damaged store aside under a name that says when; a new one can then be begun. Nothing is deleted. */
export function setStoreAside(dataFolder: string): string {
  const file = storeFile(dataFolder)
  const aside = `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`
  for (const ending of ['', '-wal', '-shm'])
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending)
  return aside
}

/** The run history: questions through `reader`, changes through methods, each a transaction. */
export class Store {
  readonly reader: RunReader
  private readonly writer: RunWriter
  private readonly points: MetricPoints

  constructor(
    private readonly database: SqliteDatabase,
    private readonly dataFolder: string,
    ownerPid: number,
  ) {
    this.reader = new RunReader(database)
    this.writer = new RunWriter(database, identifyProcess(ownerPid))
    this.points = new MetricPoints(database)
    this.write(() => {
      recoverRuns(this.tools)
      this.writer.purge((runId) => runFolder(dataFolder, runId))
    })
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
  end(runId: string, status: 'crashed' | 'stopped', reason: string): void {
    this.write(() => {
      endRun(this.tools, runId, status, reason)
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

  /** Hides runs; gone for good when the store is opened by a later process. */
  delete(runIds: readonly string[]): { freedBytes: number } {
    const freedBytes = runIds.reduce((sum, id) => sum + this.reader.summary(id).diskBytes, 0)
    this.write(() => {
      this.writer.hide(runIds)
    })
    return { freedBytes }
  }

  restore(runIds: readonly string[]): void {
    this.write(() => {
      this.writer.restore(runIds)
    })
  }

  recordExport(runId: string, kind: 'onnx' | 'tfjs' | 'bundle', path: string, bytes: number) {
    const { number, epochsDone } = this.reader.summary(runId)
    const time = Date.now()
    this.write(() => {
      this.writer.addArtifact(number, { kind, path, bytes, createdAt: time })
      const message = `Exported to ${path}`
      this.writer.addEvent(number, { time, step: 0, epoch: epochsDone, kind: 'exported', message })
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
    return estimateRun(this.reader, spec)
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

  private get tools() {
    const { database, reader, writer, points } = this
    return { database, reader, writer, points }
  }

  private write<Result>(change: () => Result): Result {
    try {
      return this.database.transaction(change).immediate()
    } catch (error) {
      throw storeProblem(error, storeFile(this.dataFolder))
    }
  }
}
