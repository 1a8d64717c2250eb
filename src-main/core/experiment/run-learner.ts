import { join } from 'node:path'
import type { LearnerExperiment } from '#contract/experiment-spec'
import { noFit } from '#contract/fit'
import { partsDone } from '#contract/percent-done'
import { runEvent, type RunEventKind } from '#contract/run'
import type { Problem } from '#contract/problem'
import { timeLeft } from '#contract/time-left'
import type { Evaluation, TrainerMessage, TrainingPhase } from '#contract/training'
import { imageBytes, loadVerified, splitDataset, type Dataset } from '../dataset'
import { gatherPixels, wholeTest } from '../dataset/samples'
import type { ImageSelection } from '../dataset/types'
import {
  fitLearner,
  learningImages,
  logLoss,
  saveLearner,
  type FittedLearner,
  type Work,
} from '../learners'
import { everySoOften } from '../every-so-often'
import { describeEnvironment } from '../native/environment'
import { loadTensorFlow } from '../native/tensorflow'
import { eventSentences, type RunControl } from '../training'
import type { Outcome } from './outcome'

export interface LearnerOrder {
  spec: LearnerExperiment
  runFolder: string
  threads: number | null
}

type Emit = (message: TrainerMessage) => void

/** Parts in which the progress of a piece of work is told. */
const parts = 1_000
/** Milliseconds between two words of progress; the whole is told at once. */
const betweenWords = 250

/**
 * Fits a classical learner, tests it on the whole test set and keeps it. A stop leaves nothing:
 * half a learner is none.
 */
export async function runLearner(
  order: LearnerOrder,
  control: RunControl,
  emit: Emit,
): Promise<Outcome> {
  const startedAt = performance.now()
  const elapsed = () => (performance.now() - startedAt) / 1000
  const { spec, threads } = order
  const dataset = await loadVerified(spec.dataset)
  const { train, validation } = splitDataset(dataset, spec.dataset)
  const loaded = await loadTensorFlow({ threads })
  const environment = {
    ...describeEnvironment(loaded, threads),
    execution: null,
    towers: null,
    executionReason: null,
  }
  const filled = { ...spec, dataset: { ...spec.dataset, sha256: dataset.sha256 } }
  const size = { ...noSize, stepsPerEpoch: 0 }
  emit({ type: 'prepared', time: Date.now(), environment, spec: filled, ...size })
  emit({ type: 'status', status: 'running' })
  const run = new LearnerRun(dataset, threads, control, emit)
  run.tell('started', eventSentences.fitStarted)
  let fitted: FittedLearner | null = null
  try {
    const images = learningImages(dataset, train)
    const fit = await run.timed('training', (work) =>
      fitLearner(loaded.tf, spec.learner, images, work),
    )
    const learner = (fitted = fit.result)
    if (learner.findings?.converged === false) run.tell('note', eventSentences.notConverged)
    await run.validate(learner, { images: dataset.train, positions: validation })
    const test = await run.timed('testing', (work) =>
      evaluate(learner, wholeTest(dataset), dataset, work),
    )
    const path = join(order.runFolder, 'model')
    emit({ type: 'phase', phase: 'saving' })
    // Before anything is told of the test: a run has both or neither.
    const bytes = await saveLearner(spec.learner, learner.store(), path)
    emit({ type: 'evaluation', evaluation: test.result })
    run.tell('evaluated', eventSentences.evaluated(test.result.accuracy))
    emit({ type: 'artifact', artifact: { kind: 'model', path, bytes, createdAt: Date.now() } })
    run.tell('finished', eventSentences.fitted(fit.seconds, test.seconds))
    const { accuracy: testAccuracy, loss: testLoss } = test.result
    return {
      status: 'finished',
      testAccuracy,
      testLoss,
      imagesPerSecond: images.count / fit.seconds,
      seconds: elapsed(),
      ...noSize,
      parameters: learner.parameters,
      ...noFit,
      ...learner.findings,
      fitSeconds: fit.seconds,
      predictSeconds: test.seconds,
    }
  } catch (error) {
    // What went wrong by itself after a stop was asked for is no stop.
    if (!control.stopRequested || error !== control.signal.reason) throw error
    run.tell('stopped', eventSentences.fitStopped)
    const nothing = { testAccuracy: null, testLoss: null, imagesPerSecond: null }
    return { status: 'stopped', seconds: elapsed(), ...nothing, ...noSize, ...noFit }
  } finally {
    fitted?.dispose?.()
  }
}

/** What is known of a learner's size before it was fitted. */
const noSize = { parameters: 0, multiplyAdds: 0 }

class LearnerRun {
  constructor(
    private readonly dataset: Dataset,
    private readonly threads: number | null,
    private readonly control: RunControl,
    private readonly emit: Emit,
  ) {}

  /** Does a piece of work, with its progress told. */
  async timed<Done>(phase: TrainingPhase, make: (work: Work) => Promise<Done>) {
    const { control, threads, emit } = this
    emit({ type: 'phase', phase })
    const start = performance.now()
    const elapsed = () => (performance.now() - start) / 1000
    const due = everySoOften(betweenWords)
    const report: Work['report'] = (share, counted) => {
      if (!due(share >= 1)) return
      emit({
        type: 'progress',
        step: partsDone(share, parts),
        steps: parts,
        epoch: 0,
        imagesPerSecond: null,
        memoryBytes: process.memoryUsage().rss,
        secondsLeft: timeLeft(share, elapsed()),
        counted: counted ?? null,
      })
    }
    const result = await make({ signal: control.signal, report, threads })
    control.signal.throwIfAborted()
    return { result, seconds: elapsed() }
  }

  /** Nothing, where no images were held back. */
  async validate(learner: FittedLearner, held: ImageSelection): Promise<void> {
    if (held.positions.length === 0) return
    const { result } = await this.timed('validating', (work) =>
      evaluate(learner, held, this.dataset, work),
    )
    const { accuracy, loss } = result
    this.emit({ type: 'validated', accuracy, loss })
  }

  tell(kind: RunEventKind, sentence: Problem): void {
    this.emit({ type: 'event', event: runEvent(kind, sentence, { step: 0, epoch: 0 }) })
  }
}

async function evaluate(
  learner: FittedLearner,
  selection: ImageSelection,
  { classNames, imageShape }: Dataset,
  work: Work,
): Promise<Evaluation> {
  const { images, positions } = selection
  const actual = Uint8Array.from(positions, (position) => images.labels[position] ?? 0)
  const pixels = gatherPixels(selection, imageBytes({ imageShape }))
  const { predicted, probabilities } = await learner.answer(pixels, actual.length, work)
  const correct = actual.filter((label, i) => label === predicted[i]).length
  return {
    classNames: [...classNames],
    actual,
    predicted,
    probabilities,
    accuracy: correct / actual.length,
    loss: logLoss(probabilities, actual, classNames.length),
  }
}
