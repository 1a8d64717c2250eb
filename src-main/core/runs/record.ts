import type { Database } from 'better-sqlite3'
import type { Problem } from '#contract/problem'
import { endedStatuses, runEvent, type EpochFigures } from '#contract/run'
import type { Evaluation, TrainerMessage } from '#contract/training'
import { countConfusion } from '../evaluation/confusion'
import { begin, forgetAfter } from './continue'
import { folderBytes } from './disk'
import type { MetricPoints } from './metric-points'
import type { RunReader } from './run-reader'
import type { RunWriter } from './run-writer'

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
  const { database, reader, writer, points, folderOf } = tools
  const summary = reader.summary(runId)
  const { number, status, startedAt } = summary
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
      return points.write(number, message.points)
    case 'epoch':
      return recordEpoch(writer, runId, number, message.figures)
    case 'event':
      return writer.addEvent(number, message.event)
    case 'checkpoint':
      writer.setCheckpoint(number, message.step)
      return writer.change(runId, { diskBytes: folderBytes(folderOf(runId)) })
    case 'continued':
      return forgetAfter(database, number, message)
    case 'validated': {
      const { accuracy: validationAccuracy, loss: validationLoss } = message
      return writer.change(runId, { validationAccuracy, validationLoss })
    }
    case 'evaluation':
      return recordEvaluation(writer, runId, number, message.evaluation)
    case 'artifact':
      writer.addArtifact(number, message.artifact)
      return writer.change(runId, { diskBytes: folderBytes(folderOf(runId)) })
    case 'done': {
      const { result } = message
      if (result.status === 'finished') writer.removeCheckpoint(number)
      const { fitSeconds, predictSeconds } = result
      if (fitSeconds !== null && predictSeconds !== null) {
        const { supportVectors, outOfBagAccuracy, converged, iterations } = result
        const found = { supportVectors, outOfBagAccuracy, converged, iterations }
        writer.addFit({ run: number, fitSeconds, predictSeconds, ...found })
      }
      return writer.change(runId, {
        status: result.status,
        parameters: result.parameters,
        endedAt: Date.now(),
        seconds: result.seconds,
        imagesPerSecond: result.imagesPerSecond,
        peakMemoryBytes: result.peakMemoryBytes,
        diskBytes: folderBytes(folderOf(runId)),
      })
    }
    case 'failed':
      // Files that are gone or damaged are not offered again.
      if (message.problem.code === 'checkpoint.none') writer.removeCheckpoint(number)
      return endRun(tools, runId, 'failed', message.problem)
    case 'phase':
      // The first word of a trainer, long before it is prepared: the run does not wait any more.
      if (status === 'queued') begin(database, summary)
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
  reason: Problem,
  time = Date.now(),
): void {
  const { number, startedAt, endedAt, status: before } = reader.summary(runId)
  if (endedStatuses.includes(before)) return
  // It waited to go on and did not begin: it is what it was.
  if (before === 'queued' && endedAt !== null)
    return writer.change(runId, { status: reader.lastEnding(number) })
  const { step, epoch } = reader.lastPosition(number)
  writer.change(runId, {
    status,
    reason: reason.message,
    endedAt: time,
    seconds: startedAt === null ? null : Math.max(0, time - startedAt) / 1000,
  })
  writer.addReason(number, reason)
  writer.addEvent(number, runEvent(status, reason, { step, epoch }, time))
}

function recordEpoch(writer: RunWriter, runId: string, number: number, figures: EpochFigures) {
  writer.addEpoch({ run: number, ...figures })
  writer.change(runId, {
    epochsDone: figures.epoch,
    validationAccuracy: figures.validationAccuracy,
    validationLoss: figures.validationLoss,
    imagesPerSecond: figures.imagesPerSecond,
  })
}

function recordEvaluation(writer: RunWriter, runId: string, number: number, given: Evaluation) {
  const { classNames, accuracy, loss, actual, predicted } = given
  writer.addEvaluation({
    run: number,
    classNames,
    accuracy,
    loss,
    actual: Buffer.from(actual),
    predicted: Buffer.from(predicted),
    probabilities: bytesOf(given.probabilities),
    confusion: bytesOf(countConfusion(actual, predicted, classNames.length)),
  })
  writer.change(runId, { testAccuracy: accuracy, testLoss: loss })
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
