import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Problem } from '#contract/problem'
import type { Recipe } from '#contract/recipe'
import { runEvent, type RunEventKind } from '#contract/run'
import type { Measure } from '../model/measure'
import type { BatchOrder } from './batch-order'
import type { BestEpoch } from './best-epoch'
import type { CheckpointKeeper, Place } from './checkpoints'
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
  best: BestEpoch
  keeper: CheckpointKeeper
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
 * Trains from a place on until the epochs are done, no epoch gets better any more, or somebody
 * stops it. Between two steps the event loop turns, so that commands are heard and messages leave.
 * @throws WorkbenchError `training.notFinite` where the loss is no number any more
 */
export async function train(
  parts: TrainingParts,
  start: Place,
  { epochs }: Pick<Recipe, 'epochs'>,
  control: RunControl,
  observer: TrainingObserver,
): Promise<TrainingOutcome> {
  const { order, report, rate, best, keeper } = parts
  const outcome = (epochsDone: number, stopped: boolean): TrainingOutcome => ({
    stopped,
    steps: report.steps,
    epochs: epochsDone,
    imagesPerSecond: report.imagesPerSecond,
  })
  const tell = (kind: RunEventKind, sentence: Problem) =>
    observer.onEvent?.(runEvent(kind, sentence, report.position))

  keeper.begin(start)
  // It had ended when it was interrupted.
  if (start.index === 0 && best.shouldStop) return end(start.epoch)
  for (let { epoch, index } = start; epoch < epochs; epoch += 1, index = 0) {
    observer.onPhase?.('training')
    if (index === 0) report.beginEpoch()
    else report.wake()
    for (; index < order.stepsPerEpoch; index += 1) {
      if (control.paused) await pause()
      if (control.stopRequested) return stop({ epoch, index })
      changeRate({ epoch, index })
      takeStep(parts, epoch, index)
      keeper.stepDone({ epoch, index: index + 1 })
      await nextTurn()
    }
    report.endEpoch()
    observer.onPhase?.('validating')
    const measure = await parts.validate()
    if (!measure) return stop({ epoch, index })
    const better = best.epochEnded(report.finishEpoch(measure))
    const lowered = rate.epochEnded(measure.loss)
    if (lowered !== null) tell('rateDropped', eventSentences.rateDropped(lowered))
    keeper.epochEnded({ epoch: epoch + 1, index: 0 }, better)
    if (best.shouldStop && epoch + 1 < epochs) {
      tell('stoppedEarly', eventSentences.stoppedEarly(best.state))
      return end(epoch + 1)
    }
  }
  return end(epochs)

  function end(epochsDone: number): TrainingOutcome {
    const restored = keeper.restoreBest()
    if (restored !== null) tell('bestRestored', eventSentences.bestRestored(restored))
    return outcome(epochsDone, false)
  }

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

  function changeRate(place: Place) {
    const asked = control.takeRate()
    if (asked === null) return
    rate.at(place.epoch, place.index)
    rate.change(asked)
    keeper.begin(place)
    tell('rateChanged', eventSentences.rateChanged(asked))
  }

  function stop(place: Place): TrainingOutcome {
    report.rest()
    keeper.stopped(place)
    tell('stopRequested', eventSentences.stopRequested)
    return outcome(place.epoch, true)
  }
}

function takeStep({ step, order, report, rate }: TrainingParts, epoch: number, index: number) {
  const plan = order.batch(epoch, index)
  const learningRate = rate.at(epoch, index)
  report.add(step.run(plan, learningRate), plan.positions.length, learningRate)
}
