import type { Database } from 'better-sqlite3'
import { inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Problem } from '#contract/problem'
import { cutOffWords } from './cut-off'
import { isAlive } from './process-identity'
import { endRun } from './record'
import type { RunReader } from './run-reader'
import type { RunWriter } from './run-writer'
import * as tables from './schema'

const neverBegan: Problem = {
  code: 'run.neverBegan',
  values: {},
  message: 'Inkbench ended before this run began.',
}

/** Runs that have not ended although the process that trained them is gone. */
export function findAbandoned(database: Database) {
  const { runs } = tables
  return drizzle(database)
    .select({ id: runs.id, pid: runs.ownerPid, start: runs.ownerStart, status: runs.status })
    .from(runs)
    .where(inArray(runs.status, ['queued', 'running', 'paused']))
    .all()
    .filter((run) => !isAlive(run))
}

/** Runs whose process is gone never stay “running”: they are called crashed, and keep what they have. */
export function recoverRuns(tools: {
  database: Database
  reader: RunReader
  writer: RunWriter
}): string[] {
  const { database, reader } = tools
  const dead = findAbandoned(database)
  for (const { id, status } of dead) {
    const fits = reader.summary(id).epochsPlanned === 0
    const reason = status === 'queued' ? neverBegan : cutOffWords(fits).appEnded
    endRun(tools, id, 'crashed', reason, reader.lastSign(id))
  }
  return dead.map(({ id }) => id)
}
