import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Problem } from '#contract/problem'
import type { Recipe } from '#contract/recipe'
import { runEvent, type RunEventKind } from '#contract/run'
import type { Measure } from '../model/measure'
import type { BatchOrder } from './batch-order'
import type { RunControl } from './control'
import { eventSentences } from './event-sentences'
import type { LearningRate } from './learning-rate'
import type { TrainingObserver } from './observer'
import type { TrainingReport } from './report'
import type { TrainingStep } from './training-step'

export interface TrainingParts {
  step: TrainingStep
  order: BatchOrder
  report: TrainingReport
  rate: LearningRate
  /** Loss and accuracy on the validation images; null where a stop interrupted it. */
  validate: () => Promise<Measure | null>
}

export interface TrainingOutcome {
  stopped: boolean
  steps: number
  epochs: number
  /** Over training time; null where no step was made. */
  imagesPerSecond: number | null
}

/**
 * Trains until the epochs are done or somebody stops it. Between two steps the event loop turns,
 * so that commands are heard and messages leave.
 * @throws WorkbenchError `training.notFinite` where the loss is no number any more
 */
export async function train(
  parts: TrainingParts,
  { epochs }: Pick<Recipe, 'epochs'>,
  control: RunControl,
  observer: TrainingObserver,
): Promise<TrainingOutcome> {
  const { order, report, rate } = parts
  const outcome = (epochsDone: number): TrainingOutcome => ({
    stopped: control.stopRequested && epochsDone < epochs,
    steps: report.steps,
    epochs: epochsDone,
    imagesPerSecond: report.imagesPerSecond,
  })
  const tell = (kind: RunEventKind, sentence: Problem) =>
    observer.onEvent?.(runEvent(kind, sentence, report.position))

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    observer.onPhase?.('training')
    report.beginEpoch()
    for (let index = 0; index < order.stepsPerEpoch; index += 1) {
      if (control.paused) await pause()
      if (control.stopRequested) return stop(epoch)
      takeStep(parts, epoch, index)
      await nextTurn()
    }
    report.endEpoch()
    observer.onPhase?.('validating')
    const measure = await parts.validate()
    if (!measure) return stop(epoch)
    report.finishEpoch(measure)
    const lowered = rate.epochEnded(measure.loss)
    if (lowered !== null) tellDrop(lowered)
  }
  return outcome(epochs)

  async function pause() {
    report.rest()
    observer.onStatus?.('paused')
    tell('paused', eventSentences.paused)
    await control.untilResumed()
    if (control.stopRequested) return
    observer.onStatus?.('running')
    tell('resumed', eventSentences.resumed)
    report.wake()
  }

  function tellDrop(lowered: number) {
    tell('rateDropped', eventSentences.rateDropped(lowered))
  }

  function stop(epoch: number): TrainingOutcome {
    report.rest()
    tell('stopRequested', eventSentences.stopRequested)
    return outcome(epoch)
  }
}

function takeStep({ step, order, report, rate }: TrainingParts, epoch: number, index: number) {
  const plan = order.batch(epoch, index)
  const learningRate = rate.at(epoch, index)
  report.add(step.run(plan, learningRate), plan.positions.length, learningRate)
}
