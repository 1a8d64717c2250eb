import type { EpochFigures } from '#contract/run'
import type { Measure } from '../model/measure'
import { notFinite } from './failures'
import type { TrainingObserver } from './observer'
import { PointBuffer } from './point-buffer'
import { Speed } from './speed'
import type { StepLog } from './step-log'
import { Stopwatch } from './stopwatch'
import type { StepOutcome } from './training-step'

/**
 * Milliseconds between two readings of what the steps gave. A step that takes longer is read at
 * its end. The window draws what is read as it comes, so this is nearly all of a point's way to
 * the screen, which is to take 150 ms at most; fewer readings leave more of the cores to training.
 */
const readEvery = 125
/** Milliseconds between two words on how far training is; nobody reads them faster. */
const progressEvery = 1_000
/** Milliseconds between two points of speed and memory, which change slowly. */
const surveyEvery = 1_000

export interface ReportPlan {
  epochs: number
  stepsPerEpoch: number
}

/** What is counted between steps; goes into checkpoints. */
export interface ReportState {
  steps: number
  epochsDone: number
  images: number
  trainingSeconds: number
  validatingSeconds: number
  /** Of the last step. */
  learningRate: number
  /** Of the epoch that is under way. */
  epoch: { images: number; lossSum: number; correct: number; startedAt: number }
}

const beginning: ReportState = {
  steps: 0,
  epochsDone: 0,
  images: 0,
  trainingSeconds: 0,
  validatingSeconds: 0,
  learningRate: 0,
  epoch: { images: 0, lossSum: 0, correct: 0, startedAt: 0 },
}

/** Turns steps into points, progress and the figures of epochs. */
export class TrainingReport {
  steps: number
  private readonly points = new PointBuffer()
  private readonly training: Stopwatch
  private readonly validating: Stopwatch
  private readonly speed: Speed
  private epochsDone: number
  private epoch: ReportState['epoch']
  private learningRate: number
  private lastRead = 0
  private lastProgress = 0
  private lastSurvey = 0

  /** @param before of a run that goes on */
  constructor(
    private readonly plan: ReportPlan,
    private readonly log: StepLog,
    private readonly observer: TrainingObserver,
    before: ReportState = beginning,
  ) {
    const { steps, epochsDone, images, trainingSeconds, validatingSeconds, epoch } = before
    this.steps = steps
    this.epochsDone = epochsDone
    this.training = new Stopwatch(trainingSeconds)
    this.validating = new Stopwatch(validatingSeconds)
    this.speed = new Speed({ images, seconds: trainingSeconds })
    this.epoch = { ...epoch }
    this.learningRate = before.learningRate
  }

  /**
   * Reads what the steps so far have given.
   * @throws WorkbenchError `training.notFinite`
   */
  state(): ReportState {
    this.flush()
    return {
      steps: this.steps,
      epochsDone: this.epochsDone,
      images: this.speed.total,
      trainingSeconds: this.training.seconds,
      validatingSeconds: this.validating.seconds,
      learningRate: this.learningRate,
      epoch: { ...this.epoch },
    }
  }

  /** Where training stands; `epoch` counts what is done, with its fraction. */
  get position(): { step: number; epoch: number } {
    return { step: this.steps, epoch: this.steps / this.plan.stepsPerEpoch }
  }

  get imagesPerSecond(): number | null {
    return this.speed.average
  }

  beginEpoch() {
    this.epoch = { images: 0, lossSum: 0, correct: 0, startedAt: this.training.seconds }
    this.training.start()
  }

  /** Training seconds so far. */
  get seconds(): number {
    return this.training.seconds
  }

  /** Takes over the outcome's tensors. */
  add(outcome: StepOutcome, images: number, learningRate: number) {
    this.steps += 1
    this.learningRate = learningRate
    this.speed.add(images, this.training.seconds)
    this.log.add({ ...this.position, time: Date.now(), images, ...outcome })
    const now = performance.now()
    if (now - this.lastRead < readEvery) return
    this.flush()
    if (now - this.lastProgress >= progressEvery) this.tellProgress()
  }

  /** Before a pause and at the end: the clock stops, everything known is told. */
  rest() {
    this.training.stop()
    this.flush()
    this.tellProgress()
  }

  wake() {
    this.training.start()
  }

  /** The epoch's steps are done; validation follows. */
  endEpoch() {
    this.rest()
    this.validating.start()
  }

  finishEpoch({ loss, accuracy }: Measure): EpochFigures {
    this.validating.stop()
    if (!Number.isFinite(loss)) throw notFinite(this.steps)
    this.epochsDone += 1
    const { step, epoch } = this.position
    const { images, lossSum, correct, startedAt } = this.epoch
    const seconds = this.training.seconds - startedAt
    const time = Date.now()
    this.points.add('validation.loss', step, epoch, loss, time)
    this.points.add('validation.accuracy', step, epoch, accuracy, time)
    this.flush()
    this.tellProgress()
    const figures = {
      epoch: this.epochsDone,
      step,
      trainLoss: lossSum / images,
      trainAccuracy: correct / images,
      validationLoss: loss,
      validationAccuracy: accuracy,
      learningRate: this.learningRate,
      seconds,
      imagesPerSecond: seconds > 0 ? images / seconds : 0,
      time,
    }
    this.observer.onEpoch?.(figures)
    return figures
  }

  private flush() {
    this.lastRead = performance.now()
    const bad = this.readSteps()
    this.survey()
    if (this.points.length > 0) this.observer.onPoints?.(this.points.take())
    if (bad !== null) throw notFinite(bad)
  }

  private tellProgress() {
    this.lastProgress = performance.now()
    this.observer.onProgress?.({
      ...this.position,
      steps: this.plan.epochs * this.plan.stepsPerEpoch,
      imagesPerSecond: this.speed.current,
      memoryBytes: process.memoryUsage.rss(),
      secondsLeft: this.secondsLeft(),
      counted: null,
    })
  }

  /** @returns the first step whose loss is no number, or null */
  private readSteps(): number | null {
    for (const { step, epoch, time, images, loss, correct } of this.log.take()) {
      if (!Number.isFinite(loss)) return step
      this.points.add('train.loss', step, epoch, loss, time)
      this.points.add('train.accuracy', step, epoch, correct / images, time)
      this.epoch.images += images
      this.epoch.lossSum += loss * images
      this.epoch.correct += correct
    }
    return null
  }

  private survey() {
    const now = performance.now()
    const speed = this.speed.current
    if (now - this.lastSurvey < surveyEvery || speed === null) return
    this.lastSurvey = now
    const { step, epoch } = this.position
    this.points.add('learningRate', step, epoch, this.learningRate)
    this.points.add('imagesPerSecond', step, epoch, speed)
    this.points.add('memory', step, epoch, process.memoryUsage.rss())
  }

  /** At the speed so far, the validations that are still to come included. */
  private secondsLeft(): number | null {
    if (this.steps === 0) return null
    const { epochs, stepsPerEpoch } = this.plan
    const perStep = this.training.seconds / this.steps
    const perValidation = this.epochsDone > 0 ? this.validating.seconds / this.epochsDone : 0
    const stepsLeft = epochs * stepsPerEpoch - this.steps
    return stepsLeft * perStep + (epochs - this.epochsDone) * perValidation
  }
}
