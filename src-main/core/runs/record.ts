import type { Database } from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { endedStatuses } from '#contract/run'
import type { Evaluation, TrainerMessage } from '#contract/training'
import { folderBytes } from './disk'
import type { MetricPoints } from './metric-points'
import { countConfusion } from './predictions'
import type { RunReader } from './run-reader'
import type { RunWriter } from './run-writer'
import * as tables from './schema'

interface Tools {
  database: Database
  reader: RunReader
  writer: RunWriter
  points: MetricPoints
  folderOf: (runId: string) => string
}

/**
 * Writes down what a trainer says; call it inside a transaction. A run that has ended stays as it
 * ended: whatever is said of it afterwards is not recorded.
 */
export function recordMessage(tools: Tools, runId: string, message: TrainerMessage): void {
  const { reader, writer, points, folderOf } = tools
  const { status, startedAt } = reader.summary(runId)
  if (endedStatuses.includes(status)) return
  switch (message.type) {
    case 'prepared':
      return writer.change(runId, {
        status: 'running',
        startedAt: startedAt ?? message.time,
        environment: message.environment,
        spec: JSON.stringify(message.spec),
        parameters: message.parameters,
        multiplyAdds: message.multiplyAdds,
        stepsPerEpoch: message.stepsPerEpoch,
      })
    case 'status':
      return writer.change(runId, { status: message.status })
    case 'points':
      return points.write(reader.summary(runId).number, message.points)
    case 'epoch':
      return recordEpoch(tools, runId, message)
    case 'event':
      return writer.addEvent(reader.summary(runId).number, message.event)
    case 'evaluation':
      return recordEvaluation(tools, runId, message.evaluation)
    case 'artifact':
      writer.addArtifact(reader.summary(runId).number, message.artifact)
      return writer.change(runId, { diskBytes: folderBytes(folderOf(runId)) })
    case 'done': {
      const { result } = message
      return writer.change(runId, {
        status: result.status,
        endedAt: Date.now(),
        seconds: result.seconds,
        imagesPerSecond: result.imagesPerSecond,
        peakMemoryBytes: result.peakMemoryBytes,
      })
    }
    case 'failed':
      return endRun(tools, runId, 'failed', message.problem.message)
    case 'phase':
      // The first word of a trainer, long before it is prepared: the run does not wait any more.
      if (status === 'queued') writer.change(runId, { status: 'running', startedAt: Date.now() })
      return
    case 'progress':
      return writer.raisePeakMemory(runId, message.memoryBytes)
  }
}

/**
 * Ends a run that did not end itself well; what it has is kept. One that has ended stays so.
 * @param time when it ended, as far as that is known
 */
export function endRun(
  { reader, writer }: Pick<Tools, 'reader' | 'writer'>,
  runId: string,
  status: 'failed' | 'crashed' | 'stopped',
  reason: string,
  time = Date.now(),
): void {
  const { number, startedAt, status: before } = reader.summary(runId)
  if (endedStatuses.includes(before)) return
  const { step, epoch } = reader.lastPosition(number)
  writer.change(runId, {
    status,
    reason,
    endedAt: time,
    seconds: startedAt === null ? null : Math.max(0, time - startedAt) / 1000,
  })
  writer.addEvent(number, { time, step, epoch, kind: status, message: reason })
}

function recordEpoch(
  { database, reader, writer }: Tools,
  runId: string,
  { figures }: Extract<TrainerMessage, { type: 'epoch' }>,
) {
  const { number } = reader.summary(runId)
  const row = { run: number, ...figures }
  drizzle(database)
    .insert(tables.epochs)
    .values(row)
    .onConflictDoUpdate({ target: [tables.epochs.run, tables.epochs.epoch], set: row })
    .run()
  writer.change(runId, {
    epochsDone: figures.epoch,
    validationAccuracy: figures.validationAccuracy,
    validationLoss: figures.validationLoss,
    imagesPerSecond: figures.imagesPerSecond,
  })
}

function recordEvaluation({ database, reader, writer }: Tools, runId: string, given: Evaluation) {
  const { number } = reader.summary(runId)
  const row = {
    run: number,
    classNames: given.classNames,
    accuracy: given.accuracy,
    loss: given.loss,
    actual: Buffer.from(given.actual),
    predicted: Buffer.from(given.predicted),
    probabilities: bytesOf(given.probabilities),
    confusion: bytesOf(countConfusion(given)),
  }
  drizzle(database)
    .insert(tables.evaluations)
    .values(row)
    .onConflictDoUpdate({ target: tables.evaluations.run, set: row })
    .run()
  writer.change(runId, { testAccuracy: given.accuracy, testLoss: given.loss })
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
