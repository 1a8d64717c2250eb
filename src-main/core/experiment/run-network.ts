import { join } from 'node:path'
import { noFit } from '#contract/fit'
import { WorkbenchError, type Problem } from '#contract/problem'
import { runEvent, type RunEventKind } from '#contract/run'
import { summarizeModel } from '#contract/shape-inference'
import type { Evaluation, TrainerMessage } from '#contract/training'
import { evaluateModel } from '../evaluation'
import { measureModel, saveModel } from '../model'
import {
  BestEpoch,
  CheckpointFolder,
  CheckpointKeeper,
  eventSentences,
  findNonFinite,
  LearningRate,
  notFinite,
  train,
  TrainingReport,
  type Checkpoint,
  type FoundCheckpoint,
  type RunControl,
  type TrainingObserver,
  type TrainingOutcome,
} from '../training'
import type { Outcome } from './outcome'
import { makeWorkplace, type Workplace, type WorkplaceOrder } from './workplace'

/** What a network's run is made of. */
export interface NetworkOrder extends WorkplaceOrder {
  /** Goes on from the run's newest checkpoint, with so much of its learning rate; null begins. */
  resume: { rateShare: number } | null
}

type Emit = (message: TrainerMessage) => void
type Result = Omit<Outcome, 'seconds'>

/** Trains a network by its recipe, tests it and keeps it. */
export async function runNetwork(
  order: NetworkOrder,
  control: RunControl,
  emit: Emit,
): Promise<Outcome> {
  const startedAt = performance.now()
  const found = order.resume && (await findCheckpoint(order))
  const secondsBefore = found?.checkpoint.head.seconds ?? 0
  const elapsed = () => secondsBefore + (performance.now() - startedAt) / 1000
  const place = await makeWorkplace(order, found?.checkpoint.head.towers ?? null)
  try {
    const result = await new Run(place, order, found, control, emit, elapsed).whole()
    return { ...result, seconds: elapsed() }
  } finally {
    place.dispose()
  }
}

async function findCheckpoint({ runFolder }: NetworkOrder): Promise<FoundCheckpoint> {
  const found = await new CheckpointFolder(runFolder).newest()
  if (found) return found
  throw new WorkbenchError(
    'checkpoint.none',
    'This run has no checkpoint that it could go on from. Start it anew.',
  )
}

/** One run from its first message to its last but one. */
class Run {
  private readonly folder: CheckpointFolder
  private readonly observer: TrainingObserver
  private readonly rate: LearningRate
  private readonly best: BestEpoch
  private readonly report: TrainingReport
  private readonly keeper: CheckpointKeeper

  constructor(
    private readonly place: Workplace,
    private readonly order: NetworkOrder,
    private readonly found: FoundCheckpoint | null,
    private readonly control: RunControl,
    private readonly emit: Emit,
    elapsed: () => number,
  ) {
    const { spec, step, log, environment } = place
    const { recipe } = spec
    const { stepsPerEpoch } = place.order
    const head = found?.checkpoint.head
    this.observer = tellAs(emit)
    this.folder = new CheckpointFolder(order.runFolder)
    this.rate = new LearningRate(recipe, stepsPerEpoch)
    this.best = new BestEpoch(recipe.earlyStopping)
    const plan = { epochs: recipe.epochs, stepsPerEpoch }
    this.report = new TrainingReport(plan, log, this.observer, head?.report)
    this.keeper = new CheckpointKeeper({
      step,
      report: this.report,
      rate: this.rate,
      best: this.best,
      folder: this.folder,
      towers: environment.towers ?? 1,
      elapsed,
      minutes: recipe.checkpointMinutes,
      onWritten: (head) => {
        emit({ type: 'checkpoint', step: head.report.steps })
      },
      onFailure: (error) => {
        try {
          this.tell('note', eventSentences.checkpointFailed(String(error)))
        } catch {
          // The disk that had no room for the checkpoint has none for the note.
        }
      },
    })
  }

  async whole(): Promise<Result> {
    const { place, emit } = this
    const { spec, environment, dataset } = place
    const classes = dataset.classNames.length
    const size = summarizeModel(spec.model, dataset.imageShape, classes)
    const { parameters, multiplyAdds } = size
    const { stepsPerEpoch } = place.order
    const start = { time: Date.now(), environment, spec, parameters, multiplyAdds, stepsPerEpoch }
    emit({ type: 'prepared', ...start })
    if (this.found) await this.goOn(this.found)
    emit({ type: 'status', status: 'running' })
    if (!this.found) this.tell('started', eventSentences.started)
    const { warmupEpochs, epochs, schedule } = spec.recipe
    if (!this.found && schedule.type !== 'oneCycle' && warmupEpochs > epochs)
      this.tell('note', eventSentences.warmupTooLong(warmupEpochs, epochs))
    if (spec.recipe.precision === 'mixed' && place.parts.products === 'float32')
      this.tell('note', eventSentences.precisionUnused)

    const outcome = await this.train()
    const evaluation = outcome.steps > 0 ? await this.testAndSave(outcome) : null
    const status = outcome.stopped ? 'stopped' : 'finished'
    this.tell(status, eventSentences[status](outcome.steps))
    // A run that was stopped can go on; one that is done has its model.
    if (status === 'finished') await this.removeCheckpoints()
    const { accuracy = null, loss = null } = evaluation ?? {}
    const { imagesPerSecond } = outcome
    const figures = { testAccuracy: accuracy, testLoss: loss, imagesPerSecond }
    return { status, ...figures, parameters, multiplyAdds, ...noFit }
  }

  /** What cannot be removed takes room and does no harm. */
  private async removeCheckpoints(): Promise<void> {
    try {
      await this.folder.remove()
    } catch (error) {
      this.tell('note', eventSentences.checkpointsLeft(String(error)))
    }
  }

  /** Puts everything as it was at the checkpoint. */
  private async goOn({ checkpoint, damaged }: FoundCheckpoint): Promise<void> {
    const { head, values } = checkpoint
    const { place, order, rate, best, keeper, report } = this
    place.step.restore({ values, lossScale: head.lossScale })
    rate.restore(head.rate)
    rate.scale(order.resume?.rateShare ?? 1)
    best.state = { ...head.best }
    const ended = head.index === 0 && head.best.epoch === head.epoch
    const bestValues = ended ? values : (await this.folder.bestFor(head))?.values
    if (bestValues) keeper.remember(bestValues)
    this.emit({ type: 'continued', step: report.steps, epochsDone: head.report.epochsDone })
    if (best.restores && head.best.epoch > 0 && !bestValues)
      this.tell('note', eventSentences.bestLost(head.best.epoch))
    for (const file of damaged) this.tell('note', eventSentences.checkpointDamaged(file))
    this.tell('continued', eventSentences.continued(report.position.epoch))
    // Another rate has to last through another interruption.
    if (order.resume?.rateShare !== 1) keeper.stopped(head)
  }

  private async train(): Promise<TrainingOutcome> {
    const { place, control, observer, rate, best, report, keeper } = this
    const { spec, step, order } = place
    const validate = () => this.validate()
    const parts = { step, order, report, rate, best, keeper, validate }
    const { epoch = 0, index = 0 } = this.found?.checkpoint.head ?? {}
    try {
      return await train(parts, { epoch, index }, spec.recipe, control, observer)
    } catch (error) {
      keeper.failed()
      throw await this.located(error, keeper.mark)
    } finally {
      await keeper.settled()
    }
  }

  /** A number that is not finite is looked for from the last good state on. */
  private async located(error: unknown, mark: Checkpoint | null): Promise<unknown> {
    if (!(error instanceof WorkbenchError) || error.problem.code !== 'training.notFinite')
      return error
    const { place, report } = this
    const { parts, step, order, spec } = place
    const rate = new LearningRate(spec.recipe, order.stepsPerEpoch)
    const found = mark && (await findNonFinite({ parts, step, order, rate }, mark, report.steps))
    return found ? notFinite(found.step, found.layer) : error
  }

  private validate() {
    const { place, control } = this
    const { dataset, step, validation } = place
    const selection = { images: dataset.train, positions: validation }
    return measureModel(step.classify, selection, dataset, () => control.stopRequested)
  }

  private async testAndSave({ steps }: TrainingOutcome): Promise<Evaluation> {
    const { place, order, emit } = this
    const { step, dataset, parts } = place
    emit({ type: 'phase', phase: 'testing' })
    const evaluation = await evaluateModel(step.classify, dataset)
    if (!Number.isFinite(evaluation.loss)) throw notFinite(steps)
    emit({ type: 'evaluation', evaluation })
    this.tell('evaluated', eventSentences.evaluated(evaluation.accuracy))
    emit({ type: 'phase', phase: 'saving' })
    const path = join(order.runFolder, 'model')
    step.settle()
    const bytes = await saveModel(parts.tf, parts.model, path)
    emit({ type: 'artifact', artifact: { kind: 'model', path, bytes, createdAt: Date.now() } })
    return evaluation
  }

  private tell(kind: RunEventKind, sentence: Problem) {
    this.observer.onEvent?.(runEvent(kind, sentence, this.report.position))
  }
}

function tellAs(emit: Emit): TrainingObserver {
  return {
    onPhase: (phase) => {
      emit({ type: 'phase', phase })
    },
    onStatus: (status) => {
      emit({ type: 'status', status })
    },
    onPoints: (points) => {
      emit({ type: 'points', points })
    },
    onProgress: (progress) => {
      emit({ type: 'progress', ...progress })
    },
    onEpoch: (figures) => {
      emit({ type: 'epoch', figures })
    },
    onEvent: (event) => {
      emit({ type: 'event', event })
    },
  }
}
