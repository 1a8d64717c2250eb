import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultExperiment, learnerExperiment } from '#contract/experiment-spec'
import { noFit } from '#contract/fit'
import { learnerGallery } from '#contract/learner'
import { WorkbenchError } from '#contract/problem'
import { openStore, setStoreAside, storeFile, type Store } from '#core/runs'
import { migrate, versionOf } from '#core/runs/migrate'
import { migrations, newestVersion } from '#core/runs/migrations'
import { trainerTalk } from './messages'

let folder: string
let open: Store[] = []

const opened = (ownerPid = process.pid) => {
  const store = openStore(folder, { ownerPid })
  open.push(store)
  return store
}

function problemOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem.code
    throw error
  }
  return 'none'
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkbench-store-'))
})
afterEach(() => {
  for (const store of open) store.close()
  open = []
  rmSync(folder, { recursive: true, force: true })
})

function finishedRun(store: Store, name = 'one') {
  const spec = { ...defaultExperiment(), name }
  const runId = store.createRun(spec)
  for (const message of trainerTalk(spec, { epochs: 3, ends: true })) store.record(runId, message)
  return runId
}

describe('the cost of a learner', () => {
  it('is told from its own finished runs, and networks are not told from it', () => {
    const store = opened()
    const [knn, pcaKnn] = learnerGallery.map(learnerExperiment)
    if (!knn || !pcaKnn) throw new Error('The gallery has no learners.')
    expect(store.estimate(knn).basis).toBe('none')
    const runId = store.createRun(knn)
    const result = { testAccuracy: 0.9, testLoss: 1, imagesPerSecond: 1_000, multiplyAdds: 0 }
    const cost = { seconds: 7, parameters: 1, peakMemoryBytes: 5e8 }
    const fit = { ...noFit, fitSeconds: 1, predictSeconds: 5 }
    store.record(runId, {
      type: 'done',
      result: { status: 'finished', ...result, ...cost, ...fit },
    })
    const { number } = store.reader.summary(runId)
    expect(store.estimate(knn)).toEqual({
      seconds: 6,
      memoryBytes: 5e8,
      basis: 'sameLearner',
      runs: [number],
    })
    expect(store.estimate(pcaKnn).basis).toBe('none')
    expect(store.estimate(defaultExperiment()).basis).toBe('none')
    store.delete([runId])
    expect(store.estimate(knn).basis).toBe('none')
  })
})

describe('a run in the store', () => {
  it('comes back whole after the store was closed', () => {
    const first = opened()
    const runId = finishedRun(first)
    first.close()
    open = []
    const store = opened()
    const detail = store.reader.detail(runId)
    expect(detail.summary).toMatchObject({ status: 'finished', epochsDone: 3, testAccuracy: 0.75 })
    expect(detail.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    expect([...(detail.confusion?.counts ?? [])]).toEqual([1, 1, 0, 2])
    expect(detail.spec.name).toBe('one')
  })

  it('keeps every point, also those that are not numbers', () => {
    const store = opened()
    const points = store.allMetrics(finishedRun(store))
    expect([...points.step]).toEqual([1, 2, 3, 4, 5, 6])
    expect(points.value[0]).toBe(1)
    expect(points.value[1]).toBeNaN()
  })

  it('gives the images behind a cell, the most confident first', () => {
    const store = opened()
    const runId = finishedRun(store)
    const query = { runId, errorsOnly: false, offset: 0, limit: 10 }
    const row = store.reader.predictedImages({ ...query, actual: 1, predicted: null })
    expect([...row.indices]).toEqual([3, 2])
    const wrong = { ...query, actual: null, predicted: null, errorsOnly: true }
    expect([...store.reader.predictedImages(wrong).indices]).toEqual([1])
  })

  it('knows how sure it was where it was right and where it was wrong', () => {
    const store = opened()
    const runId = finishedRun(store)
    const query = { runId, actual: null, predicted: null, errorsOnly: false, offset: 0, limit: 10 }
    const all = store.reader.predictedImages(query)
    const mean = (rightly: boolean) => {
      const found = all.confidence.filter(
        (_, at) => (all.actual[at] === all.predicted[at]) === rightly,
      )
      return found.reduce((sum, each) => sum + each, 0) / found.length
    }
    const { right, wrong } = store.reader.confidence(runId)
    expect(right).toBeCloseTo(mean(true), 6)
    expect(wrong).toBeCloseTo(mean(false), 6)
    const untested = store.createRun(defaultExperiment())
    expect(store.reader.confidence(untested)).toEqual({ right: null, wrong: null })
  })

  it('is found by name, note and status, and sorted', () => {
    const store = opened()
    const a = finishedRun(store, 'alpha')
    const b = finishedRun(store, 'beta')
    store.note(a, 'a curious result')
    const search = (text: string) =>
      store.reader.list({ search: text, sortBy: 'name', descending: false }).map(({ id }) => id)
    expect(search('')).toEqual([a, b])
    expect(search('CURIOUS')).toEqual([a])
    expect(search('finished beta')).toEqual([b])
    expect(search('#2')).toEqual([b])
    expect(search('#2 curious')).toEqual([])
  })

  it('is found by its number whatever other ids begin with, and else by the beginning of its id', () => {
    const store = opened()
    const ids = Array.from({ length: 40 }, () => store.createRun(defaultExperiment()))
    const found = (text: string) => store.reader.findByPrefix(text).map(({ id }) => id)
    for (const [i, id] of ids.entries()) {
      expect(found(String(i + 1))).toEqual([id])
      expect(found(id)).toEqual([id])
      const beginning = id.slice(0, 4)
      if (Number.isNaN(Number(beginning))) expect(found(beginning)).toContain(id)
    }
  })

  it('can be deleted and brought back', () => {
    const store = opened()
    const runId = finishedRun(store)
    const count = () => store.reader.list({ search: '', sortBy: 'number', descending: true }).length
    store.delete([runId])
    expect(count()).toBe(0)
    store.restore([runId])
    expect(count()).toBe(1)
  })
})

describe('what is said of a run', () => {
  const problem = { code: 'training.notFinite', values: { step: 7 }, message: 'Not finite at 7.' }

  it('keeps code and values of why it failed, in list, summary and events', () => {
    const store = opened()
    const runId = store.createRun(defaultExperiment())
    store.record(runId, { type: 'failed', problem })
    const { code: reasonCode, values: reasonValues, message: reason } = problem
    const told = { reason, reasonCode, reasonValues }
    expect(store.reader.list({ search: '', sortBy: 'number', descending: true })).toMatchObject([
      told,
    ])
    const { summary, events } = store.reader.detail(runId)
    expect(summary).toMatchObject(told)
    expect(events).toMatchObject([{ kind: 'failed', ...problem }])
  })

  it('is not asked for where all went well', () => {
    const store = opened()
    const { reason, reasonCode, reasonValues } = store.reader.summary(finishedRun(store))
    expect({ reason, reasonCode, reasonValues }).toEqual({
      reason: null,
      reasonCode: null,
      reasonValues: null,
    })
  })

  it('by an older version keeps its English sentence', () => {
    const database = new Database(storeFile(folder))
    migrate(database, 30)
    database.exec(
      `INSERT INTO runs (id, name, status, reason, dataset_id, model_id, model_name, seed,
         batch_size, epochs_planned, created_at, ended_at, machine, owner_pid, spec)
       VALUES ('abcdefgh', 'old', 'failed', 'It was too hot.', 'mnist', 'cnn', 'CNN', 1, 128, 5,
         0, 1, 'm', 1, '${JSON.stringify(defaultExperiment())}');
       INSERT INTO events (run, time, step, epoch, kind, message)
       VALUES (1, 1, 3, 0.5, 'failed', 'It was too hot.')`,
    )
    database.close()
    const { summary, events } = opened().reader.detail('abcdefgh')
    expect(summary).toMatchObject({ reason: 'It was too hot.', reasonCode: null })
    expect(events).toEqual([
      {
        time: 1,
        step: 3,
        epoch: 0.5,
        kind: 'failed',
        message: 'It was too hot.',
        code: null,
        values: {},
      },
    ])
  })
})

describe('a process that died', () => {
  it('leaves a crashed run with all finished epochs', () => {
    const gone = 2 ** 22 + 1
    const first = opened(gone)
    const spec = defaultExperiment()
    const runId = first.createRun(spec)
    for (const message of trainerTalk(spec, { epochs: 2, ends: false }))
      first.record(runId, message)
    const { summary, epochs } = opened().reader.detail(runId)
    expect(summary.status).toBe('crashed')
    expect(summary.reason).toContain('Finished epochs are kept')
    expect(summary.reasonCode).toBe('run.appEnded')
    expect(epochs).toHaveLength(2)
  })

  it('leaves nothing of a fit, not even what was written of its model', () => {
    const first = opened(2 ** 22 + 1)
    const [knn] = learnerGallery
    if (!knn) throw new Error('There is no learner.')
    const runId = first.createRun(learnerExperiment(knn))
    first.record(runId, { type: 'phase', phase: 'saving' })
    const half = join(first.folderOf(runId), 'model.part')
    mkdirSync(half, { recursive: true })
    writeFileSync(join(half, 'arrays.bin'), 'half')
    const { summary } = opened().reader.detail(runId)
    expect(summary).toMatchObject({ status: 'crashed', reasonCode: 'run.appEndedFitting' })
    expect(existsSync(half)).toBe(false)
  })

  it('does not touch the runs of one that lives', () => {
    const first = opened()
    const runId = first.createRun(defaultExperiment())
    expect(opened().reader.summary(runId).status).toBe('queued')
  })
})

describe('a store that cannot be opened', () => {
  it('is refused untouched where it is newer', () => {
    opened().close()
    open = []
    const database = new Database(storeFile(folder))
    database.pragma(`user_version = ${newestVersion + 10}`)
    database.close()
    const before = readFileSync(storeFile(folder))
    expect(problemOf(() => opened())).toBe('store.newer')
    expect(readFileSync(storeFile(folder)).equals(before)).toBe(true)
  })

  it('is called damaged, and can be set aside without losing it', () => {
    writeFileSync(storeFile(folder), 'this is no database, but it is long enough to be read as one')
    expect(problemOf(() => opened())).toBe('store.damaged')
    const aside = setStoreAside(folder)
    expect(existsSync(aside)).toBe(true)
    expect(opened().reader.list({ search: '', sortBy: 'number', descending: true })).toEqual([])
  })

  it('says so where the folder cannot be written', () => {
    // A file where the folder should be stops root as well.
    const blocked = join(folder, 'blocked')
    writeFileSync(blocked, '')
    chmodSync(blocked, 0o444)
    const code = problemOf(() => openStore(join(blocked, 'data'), { ownerPid: process.pid }))
    expect(code).toBe('store.unwritable')
  })
})

describe('each migration', () => {
  it.each(migrations.map(({ version }, i) => [migrations[i - 1]?.version ?? 0, version]))(
    'leads from %i to %i and keeps the rows',
    (from, to) => {
      const database = new Database(join(folder, 'migrating.sqlite'))
      migrate(database, from)
      if (from >= 10)
        database.exec(
          `INSERT INTO runs (id, name, status, dataset_id, model_id, model_name, seed, batch_size,
             epochs_planned, created_at, machine, owner_pid, spec)
           VALUES ('abcdefgh', 'kept', 'finished', 'mnist', 'cnn', 'CNN', 1, 128, 5, 0, 'm', 1, '{}')`,
        )
      if (from >= 60)
        database.exec('INSERT INTO fits (run, fit_seconds, predict_seconds) VALUES (1, 12.5, 2)')
      migrate(database, to)
      expect(versionOf(database)).toBe(to)
      const kept = from >= 10 ? database.prepare('SELECT name FROM runs').pluck().all() : ['kept']
      expect(kept).toEqual(['kept'])
      const fits = from >= 60 ? database.prepare('SELECT fit_seconds FROM fits').pluck().all() : []
      expect(fits).toEqual(from >= 60 ? [12.5] : [])
      database.close()
    },
  )
})
