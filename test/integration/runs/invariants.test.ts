import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultExperiment } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import { endedStatuses } from '#contract/run'
import type { TrainerMessage } from '#contract/training'
import { openStore, storeFile, type Store } from '#core/runs'
import { newestVersion } from '#core/runs/migrations'
import { trainerTalk } from './messages'

let folder: string
let opened: Store[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkbench-store-'))
})
afterEach(() => {
  for (const store of opened) store.close()
  opened = []
  rmSync(folder, { recursive: true, force: true })
})

const open = (ownerPid = process.pid, where = folder) => {
  const store = openStore(where, { ownerPid })
  opened.push(store)
  return store
}
const finished = (store: Store, name = 'one') => {
  const spec = { ...defaultExperiment(), name }
  const runId = store.createRun(spec)
  for (const message of trainerTalk(spec, { epochs: 2, ends: true })) store.record(runId, message)
  return runId
}
const problemOf = (action: () => unknown): string => {
  try {
    action()
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problem.code
    throw error
  }
  return 'none'
}
const all = { search: '', sortBy: 'number' as const, descending: true }
/** A process number that Linux never gives. */
const nobody = 2 ** 22 + 1

describe('whatever a trainer says, in any order', () => {
  it('leaves a run whose figures agree, and one that ended stays as it ended', () => {
    const store = open()
    const spec = defaultExperiment()
    const vocabulary: TrainerMessage[] = [
      ...trainerTalk(spec, { epochs: 3, ends: true }),
      { type: 'status', status: 'paused' },
      { type: 'status', status: 'running' },
      { type: 'phase', phase: 'preparing' },
      { type: 'failed', problem: { code: 'x', values: {}, message: 'It failed.' } },
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...vocabulary), { maxLength: 25 }), (talk) => {
        const runId = store.createRun(spec)
        const steps = new Set<number>()
        let end: string | null = null
        for (const message of talk) {
          store.record(runId, message)
          if (message.type === 'points' && !end) message.points.step.forEach((s) => steps.add(s))
          const { status } = store.reader.summary(runId)
          if (end) expect(status).toBe(end)
          else if (endedStatuses.includes(status)) end = status
        }
        const { summary, epochs } = store.reader.detail(runId)
        expect(summary.endedAt !== null).toBe(end !== null)
        expect(summary.seconds === null || summary.seconds >= 0).toBe(true)
        expect(new Set(store.allMetrics(runId).step)).toEqual(steps)
        expect(epochs.length === 0).toBe(summary.epochsDone === 0)
        if (summary.status === 'failed') expect(summary.reason).toBe('It failed.')
      }),
      { numRuns: 60 },
    )
  })

  it('cannot be called crashed after it finished', () => {
    const store = open()
    const runId = finished(store)
    store.end(runId, 'crashed', { code: 'x', values: {}, message: 'late' })
    expect(store.reader.summary(runId)).toMatchObject({ status: 'finished', reason: null })
  })
})

describe('deleting', () => {
  it('is refused for a run that has not ended, and then hides none', () => {
    const store = open()
    const [done, waiting] = [finished(store), store.createRun(defaultExperiment())]
    expect(problemOf(() => store.delete([done, waiting]))).toBe('run.active')
    expect(store.reader.list(all)).toHaveLength(2)
  })

  it('tells what it frees; the folder goes when a later session opens the store', () => {
    const store = open(nobody)
    const runId = finished(store)
    mkdirSync(join(store.folderOf(runId), 'model'), { recursive: true })
    writeFileSync(join(store.folderOf(runId), 'model', 'weights.bin'), Buffer.alloc(1_000))
    expect(store.delete([runId])).toEqual({ freedBytes: 1_000 })
    expect(readdirSync(join(folder, 'runs'))).toEqual([runId])
    const later = open()
    expect(readdirSync(join(folder, 'runs'))).toEqual([])
    expect(problemOf(() => later.reader.summary(runId))).toBe('run.unknown')
    expect(later.createRun(defaultExperiment())).not.toBe(runId)
    expect(later.reader.list(all)[0]?.number).toBe(2)
  })

  it('of a process that lives can be undone there after another has opened the store', () => {
    const store = open()
    const runId = finished(store)
    store.delete([runId])
    open()
    store.restore([runId])
    expect(store.reader.summary(runId).status).toBe('finished')
  })
})

describe('recovery', () => {
  it('says when the run was last heard of, not when that was noticed', () => {
    const spec = defaultExperiment()
    const first = open(nobody)
    const runId = first.createRun(spec)
    const talk = trainerTalk(spec, { epochs: 2, ends: false })
    for (const message of talk) first.record(runId, message)
    const { summary, events } = open().reader.detail(runId)
    const start = summary.startedAt ?? 0
    expect((summary.endedAt ?? 0) - start).toBe(2)
    expect(events.at(-1)).toMatchObject({ kind: 'crashed', step: 4, epoch: 2 })
  })
})

describe('a process that dies while others have the store open', () => {
  it('has its run called crashed by them, and only then', async () => {
    const owner = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'])
    const theirs = open(owner.pid ?? nobody)
    const runId = theirs.createRun(defaultExperiment())
    const watching = open()
    const mine = watching.createRun(defaultExperiment())
    expect(watching.recover()).toEqual([])
    const gone = new Promise((done) => owner.once('exit', done))
    owner.kill('SIGKILL')
    await gone
    expect(watching.recover()).toEqual([runId])
    expect(watching.recover()).toEqual([])
    expect(watching.reader.summary(runId).status).toBe('crashed')
    expect(watching.reader.summary(mine).status).toBe('queued')
  })
})

describe('a list', () => {
  it('puts runs without the figure last, whichever way it is sorted', () => {
    const store = open()
    const [done, waiting] = [finished(store), store.createRun(defaultExperiment())]
    const ids = (descending: boolean) =>
      store.reader.list({ ...all, sortBy: 'testAccuracy', descending }).map(({ id }) => id)
    expect(ids(true)).toEqual([done, waiting])
    expect(ids(false)).toEqual([done, waiting])
  })

  it('sorts names without regard to case, and 1,000 runs without losing one', () => {
    const store = open()
    const names = Array.from({ length: 1_000 }, (_, i) => `${i % 2 ? 'Run' : 'run'} ${1_000 + i}`)
    const spec = defaultExperiment()
    for (const name of names) store.createRun({ ...spec, name })
    const listed = store.reader.list({ ...all, sortBy: 'name', descending: false })
    expect(listed.map(({ name }) => name.toLowerCase())).toEqual(
      names.map((name) => name.toLowerCase()).sort(),
    )
  })
})

describe('a file that is not ours', () => {
  it('is refused where another program made it, and stays as it was', () => {
    const theirs = new Database(storeFile(folder))
    theirs.exec('CREATE TABLE theirs (a); PRAGMA user_version = 3')
    theirs.close()
    expect(problemOf(() => open())).toBe('store.damaged')
    const after = new Database(storeFile(folder))
    expect(after.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['theirs'])
    after.close()
  })

  it('is refused where it is newer, and nothing is put beside it', () => {
    open().close()
    opened = []
    const newer = new Database(storeFile(folder))
    newer.pragma(`user_version = ${newestVersion + 10}`)
    newer.close()
    expect(problemOf(() => open())).toBe('store.newer')
    expect(readdirSync(folder)).toEqual(['inkbench.sqlite'])
  })
})

const mount = (options: string) => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

describe('a small disk', () => {
  it('that is full is told so, and what was stored before stays', ({ skip }) => {
    if (!mount('size=512k')) skip('A small file system can only be mounted as root on Linux.')
    try {
      const store = openStore(folder, { ownerPid: process.pid })
      const runId = store.createRun(defaultExperiment())
      const many = 2_000
      const batch = (from: number): TrainerMessage => ({
        type: 'points',
        points: {
          series: new Uint8Array(many),
          step: Uint32Array.from({ length: many }, (_, i) => from + i),
          epoch: new Float32Array(many),
          time: new Float64Array(many),
          value: new Float64Array(many),
        },
      })
      let batches = 0
      const code = problemOf(() => {
        for (; batches < 1_000; batches += 1) store.record(runId, batch(batches * many))
      })
      expect(code).toBe('store.full')
      expect(batches).toBeGreaterThan(0)
      expect(store.allMetrics(runId).step).toHaveLength(batches * many)
      store.close()
    } finally {
      execFileSync('umount', [folder])
    }
  })

  it('that cannot be written is told so', ({ skip }) => {
    if (!mount('ro')) skip('A read-only file system can only be mounted as root on Linux.')
    try {
      expect(problemOf(() => openStore(folder, { ownerPid: 1 }))).toBe('store.unwritable')
    } finally {
      execFileSync('umount', [folder])
    }
  })
})
