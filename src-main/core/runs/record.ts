import { desc, eq, sql } from 'drizzle-orm'
import { endedStatuses, type EpochFigures, type RunEvent } from '#contract/run'
import type { TrainerMessage } from '#contract/training'
import type { ReadAccess } from './access'
import { folderBytes } from './disk'
import type { MetricWriter } from './metric-points'
import type { RunWriter } from './run-writer'
import { epochs, events } from './schema'

export interface RecordTools {
  read: ReadAccess
  writer: RunWriter
  points: MetricWriter
  folderOf: (runId: string) => string
}

/**
 * Writes down what a trainer says, inside the caller's transaction. A run that has ended stays as
 * it ended: whatever is said of it afterwards is not recorded.
 * @throws WorkbenchError `run.unknown`
 */
export function recordMessage(tools: RecordTools, runId: string, message: TrainerMessage): void {
  const { writer, points, folderOf } = tools
  const { number: run, status } = writer.find(runId)
  if (endedStatuses.includes(status)) return
  switch (message.type) {
    case 'prepared':
      writer.change(run, {
        status: 'running',
        startedAt: message.time,
        environment: message.environment,
        spec: JSON.stringify(message.spec),
        parameters: message.parameters,
        multiplyAdds: message.multiplyAdds,
        stepsPerEpoch: message.stepsPerEpoch,
      })
      break
    case 'phase':
      // The first word of a trainer, long before it is prepared: the run does not wait any more.
      if (status === 'queued') writer.change(run, { status: 'running', startedAt: Date.now() })
      break
    case 'status':
      writer.change(run, { status: message.status })
      break
    case 'points':
      points.write(run, message.points)
      break
    case 'progress':
      writer.raisePeakMemory(run, message.memoryBytes)
      break
    case 'epoch':
      recordEpoch(tools, run, message.figures)
      break
    case 'event':
      writer.addEvent(run, message.event)
      break
    case 'evaluation': {
      const { accuracy, loss } = message.evaluation
      writer.setEvaluation(run, message.evaluation)
      writer.change(run, { testAccuracy: accuracy, testLoss: loss })
      break
    }
    case 'artifact':
      writer.addArtifact(run, message.artifact)
      writer.change(run, {
        diskBytes: folderBytes(folderOf(runId)),
        ...(message.artifact.kind === 'model' ? { hasModel: true } : {}),
      })
      break
    case 'done':
      recordEnd(tools, runId, run, message)
      break
    case 'failed':
      endRun(tools, runId, 'failed', message.problem.message)
      break
  }
}

/**
 * Ends a run that did not end itself well; what it has is kept. One that has ended stays so.
 * @param time when it ended, as far as that is known
 */
export function endRun(
  { read, writer, folderOf }: Pick<RecordTools, 'read' | 'writer' | 'folderOf'>,
  runId: string,
  status: 'failed' | 'crashed' | 'stopped',
  reason: string,
  time = Date.now(),
): void {
  const { number: run, status: before, startedAt } = writer.find(runId)
  if (endedStatuses.includes(before)) return
  writer.change(run, {
    status,
    reason,
    endedAt: time,
    seconds: startedAt === null ? null : secondsBetween(startedAt, time),
    diskBytes: folderBytes(folderOf(runId)),
  })
  const { step, epoch } = lastEvent(read, run) ?? { step: 0, epoch: 0 }
  writer.addEvent(run, { time, step, epoch, kind: status, message: reason })
}

/** The latest thing that a run told of itself. */
export function lastEvent(read: ReadAccess, run: number): Omit<RunEvent, 'message'> | null {
  const { time, step, epoch, kind } = events
  const told = read
    .select({ time, step, epoch, kind })
    .from(events)
    .where(eq(events.run, run))
    .orderBy(desc(events.id))
    .limit(1)
    .get()
  const done = read
    .select({ time: epochs.time, step: epochs.step, epoch: epochs.epoch })
    .from(epochs)
    .where(eq(epochs.run, run))
    .orderBy(desc(epochs.epoch))
    .limit(1)
    .get()
  if (done && done.step > (told?.step ?? -1)) return { ...done, kind: 'epoch' }
  return told ?? null
}

function recordEpoch({ read, writer }: RecordTools, run: number, figures: EpochFigures) {
  writer.addEpoch(run, figures)
  const { seconds, imagesPerSecond, epoch } = epochs
  const soFar = read
    .select({
      epochsDone: sql<number>`max(${epoch})`,
      images: sql<number>`sum(${imagesPerSecond} * ${seconds})`,
      seconds: sql<number>`sum(${seconds})`,
    })
    .from(epochs)
    .where(eq(epochs.run, run))
    .get()
  writer.change(run, {
    epochsDone: soFar?.epochsDone ?? figures.epoch,
    imagesPerSecond: soFar && soFar.seconds > 0 ? soFar.images / soFar.seconds : null,
    validationAccuracy: figures.validationAccuracy,
    validationLoss: figures.validationLoss,
  })
}

function recordEnd(
  { read, writer, folderOf }: RecordTools,
  runId: string,
  run: number,
  { result }: Extract<TrainerMessage, { type: 'done' }>,
) {
  const { status, seconds, imagesPerSecond, testAccuracy, testLoss } = result
  const time = Date.now()
  const last = lastEvent(read, run)
  writer.raisePeakMemory(run, result.peakMemoryBytes)
  writer.change(run, {
    status,
    endedAt: time,
    seconds,
    parameters: result.parameters,
    multiplyAdds: result.multiplyAdds,
    diskBytes: folderBytes(folderOf(runId)),
    // What the result does not tell again stays as it was told.
    ...(imagesPerSecond === null ? {} : { imagesPerSecond }),
    ...(testAccuracy === null ? {} : { testAccuracy }),
    ...(testLoss === null ? {} : { testLoss }),
  })
  if (last?.kind === status) return
  const { step, epoch } = last ?? { step: 0, epoch: 0 }
  writer.addEvent(run, { time, step, epoch, kind: status, message: '' })
}

const secondsBetween = (from: number, to: number) => Math.max(0, to - from) / 1000
