import type { Database } from 'better-sqlite3'
import { and, desc, eq, gt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { WorkbenchError } from '#contract/problem'
import { endedStatuses, type RunSummary } from '#contract/run'
import type { TrainerMessage } from '#contract/training'
import type { ProcessIdentity } from './process-identity'
import * as tables from './schema'

/**
 * Has a run that ended wait again, to go on from its checkpoint; call it inside a transaction. How
 * it ended stays on record until it begins: it may be taken out of the queue.
 * @throws WorkbenchError `checkpoint.none`, `run.finished`, or `run.active` where it has not ended
 */
export function reopenRun(database: Database, owner: ProcessIdentity, run: RunSummary): void {
  const { number, status, checkpointStep } = run
  if (!endedStatuses.includes(status))
    throw new WorkbenchError('run.active', `Run ${number} has not ended yet.`, { number })
  if (status === 'finished')
    throw new WorkbenchError(
      'run.finished',
      `Run ${number} is finished: nothing of it is left to train.`,
      { number },
    )
  if (checkpointStep === null)
    throw new WorkbenchError(
      'checkpoint.none',
      'This run has no checkpoint that it could go on from. Start it anew.',
    )
  const orm = drizzle(database)
  orm
    .update(tables.runs)
    .set({ status: 'queued', ownerPid: owner.pid, ownerStart: owner.start })
    .where(eq(tables.runs.number, number))
    .run()
}

/** The trainer's first word: how the run ended before is no longer how it ended. */
export function begin(database: Database, { number, startedAt }: RunSummary): void {
  const orm = drizzle(database)
  orm
    .update(tables.runs)
    .set({
      status: 'running',
      startedAt: startedAt ?? Date.now(),
      endedAt: null,
      reason: null,
      seconds: null,
    })
    .where(eq(tables.runs.number, number))
    .run()
  orm.delete(tables.reasons).where(eq(tables.reasons.run, number)).run()
}

/** What was recorded after the checkpoint did not happen; the run's end is still to come. */
export function forgetAfter(
  database: Database,
  run: number,
  { step, epochsDone }: Extract<TrainerMessage, { type: 'continued' }>,
): void {
  const orm = drizzle(database)
  const { epochs, evaluations, artifacts, runs } = tables
  database.prepare('DELETE FROM metric_points WHERE run = ? AND step > ?').run(run, step)
  orm
    .delete(epochs)
    .where(and(eq(epochs.run, run), gt(epochs.epoch, epochsDone)))
    .run()
  orm.delete(evaluations).where(eq(evaluations.run, run)).run()
  orm
    .delete(artifacts)
    .where(and(eq(artifacts.run, run), eq(artifacts.kind, 'model')))
    .run()
  const last = orm
    .select({ accuracy: epochs.validationAccuracy, loss: epochs.validationLoss })
    .from(epochs)
    .where(eq(epochs.run, run))
    .orderBy(desc(epochs.epoch))
    .get()
  const validation = {
    validationAccuracy: last?.accuracy ?? null,
    validationLoss: last?.loss ?? null,
  }
  orm
    .update(runs)
    .set({ epochsDone, ...validation, testAccuracy: null, testLoss: null, hasModel: false })
    .where(eq(runs.number, run))
    .run()
}
