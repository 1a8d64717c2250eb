import { dirname, join } from 'node:path'
import type { LayersModel } from '@tensorflow/tfjs'
import type { ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError, type Problem } from '#contract/problem'
import { runEvent, type Execution, type RunEventKind } from '#contract/run'
import { summarizeModel } from '#contract/shape-inference'
import type { Evaluation, RunResult, TrainerMessage } from '#contract/training'
import { deriveSeed, loadDataset, splitDataset, type Dataset } from './dataset'
import { evaluateModel } from './evaluation'
import { buildModel, measureModel, saveModel, trainableWeights } from './model'
import { describeEnvironment } from './native/environment'
import { loadTensorFlow, type LoadedTensorFlow } from './native/tensorflow'
import {
  BatchOrder,
  createStep,
  describeFailure,
  eventSentences,
  LearningRate,
  notFinite,
  StepLog,
  train,
  TrainingReport,
  type RunControl,
  type TrainingObserver,
  type TrainingStep,
} from './training'

export interface ExperimentOrder {
  runId: string
  spec: ExperimentSpec
  /** For what the run leaves behind; made where it does not exist. */
  runFolder: string
  /** Threads for TensorFlow's operations; counts where this process loads TensorFlow first. */
  threads: number | null
}

type Emit = (message: TrainerMessage) => void

/** What a run works on; its tensors are given back at the run's end. */
interface Workplace {
  spec: ExperimentSpec
  dataset: Dataset
  loaded: LoadedTensorFlow
  model: LayersModel
  step: TrainingStep
  execution: Execution
  log: StepLog
  order: BatchOrder
  validation: Uint32Array
}

/**
 * The whole way of a run: data, model, training, test, saved model. Never throws for what goes
 * wrong in the run: that is the message `failed`.
 */
export async function runExperiment(
  order: ExperimentOrder,
  control: RunControl,
  emit: Emit,
): Promise<void> {
  const startedAt = performance.now()
  let result: Omit<RunResult, 'seconds' | 'peakMemoryBytes'>
  try {
    emit({ type: 'phase', phase: 'preparing' })
    const place = await prepare(order)
    try {
      result = await run(place, order, control, emit)
    } finally {
      for (const part of [place.log, place.step, place.model]) part.dispose()
    }
  } catch (error) {
    emit({ type: 'failed', ...describeFailure(error) })
    return
  }
  const seconds = (performance.now() - startedAt) / 1000
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024
  emit({ type: 'done', result: { ...result, seconds, peakMemoryBytes } })
}

async function prepare({ spec, threads, runFolder }: ExperimentOrder): Promise<Workplace> {
  const dataset = await loadDataset(spec.dataset.id)
  checkHash(spec, dataset)
  const { imageShape, classNames } = dataset
  const splits = splitDataset(dataset, spec.dataset)
  const loaded = await loadTensorFlow({ threads })
  const { tf } = loaded
  const { recipe, normalization } = spec
  const { model, randomness } = buildModel(tf, spec.model, {
    inputShape: imageShape,
    classes: classNames.length,
    seed: recipe.seed,
    dropout: recipe.dropout,
  })
  const order = new BatchOrder(splits.train, recipe.batchSize, recipe.seed)
  const { augmentation } = recipe
  const seed = deriveSeed(recipe.seed, 'augmentation')
  const { step, execution } = createStep(
    {
      tf,
      model,
      weights: trainableWeights(model),
      randomness,
      dataset,
      preparation: { augmentation, normalization, seed },
      recipe,
    },
    {
      sizes: order.sizes,
      towers: recipe.towers,
      file: join(dirname(runFolder), 'towers.json'),
    },
  )
  return {
    spec,
    dataset,
    loaded,
    model,
    step,
    execution,
    log: new StepLog(tf),
    order,
    validation: splits.validation,
  }
}

/** A spec that names its data set's hash is about those very images. */
function checkHash({ dataset: choice }: ExperimentSpec, dataset: Dataset) {
  if (choice.sha256 === null || choice.sha256 === dataset.sha256) return
  throw new WorkbenchError(
    'dataset.differs',
    `The experiment was made with other data than this ${dataset.name}: the checksums differ.`,
    { name: dataset.name },
  )
}

async function run(
  place: Workplace,
  { runFolder, threads }: ExperimentOrder,
  control: RunControl,
  emit: Emit,
): Promise<Omit<RunResult, 'seconds' | 'peakMemoryBytes'>> {
  const { spec, dataset, loaded, model, step, log, order } = place
  const { recipe } = spec
  const { stepsPerEpoch } = order
  const classes = dataset.classNames.length
  const { parameters, multiplyAdds } = summarizeModel(spec.model, dataset.imageShape, classes)
  emit({
    type: 'prepared',
    time: Date.now(),
    environment: { ...describeEnvironment(loaded, threads), ...place.execution },
    spec: { ...spec, dataset: { ...spec.dataset, sha256: dataset.sha256 } },
    parameters,
    multiplyAdds,
    stepsPerEpoch,
  })
  const observer = tellAs(emit)
  const plan = { epochs: recipe.epochs, stepsPerEpoch }
  const rate = new LearningRate(recipe, stepsPerEpoch)
  const report = new TrainingReport(plan, log, observer)
  const tell = (kind: RunEventKind, sentence: Problem) =>
    observer.onEvent?.(runEvent(kind, sentence, report.position))

  emit({ type: 'status', status: 'running' })
  tell('started', eventSentences.started)
  const validate = () => measureValidation(place, control)
  const outcome = await train({ step, order, report, rate, validate }, recipe, control, observer)

  let evaluation: Evaluation | null = null
  if (outcome.steps > 0) {
    emit({ type: 'phase', phase: 'testing' })
    evaluation = await evaluateModel(step.classify, dataset)
    if (!Number.isFinite(evaluation.loss)) throw notFinite(outcome.steps)
    emit({ type: 'evaluation', evaluation })
    tell('evaluated', eventSentences.evaluated(evaluation.accuracy))
    emit({ type: 'phase', phase: 'saving' })
    const path = join(runFolder, 'model')
    step.settle()
    const bytes = await saveModel(loaded.tf, model, path)
    emit({ type: 'artifact', artifact: { kind: 'model', path, bytes, createdAt: Date.now() } })
  }
  const status = outcome.stopped ? 'stopped' : 'finished'
  tell(status, eventSentences[status](outcome.steps))
  return {
    status,
    testAccuracy: evaluation?.accuracy ?? null,
    testLoss: evaluation?.loss ?? null,
    imagesPerSecond: outcome.imagesPerSecond,
    parameters,
    multiplyAdds,
  }
}

function measureValidation(place: Workplace, control: RunControl) {
  const { dataset, step, validation } = place
  const selection = { images: dataset.train, positions: validation }
  return measureModel(step.classify, selection, dataset, () => control.stopRequested)
}

function tellAs(emit: Emit): TrainingObserver {
  return {
    onPhase: (phase) => emit({ type: 'phase', phase }),
    onStatus: (status) => emit({ type: 'status', status }),
    onPoints: (points) => emit({ type: 'points', points }),
    onProgress: (progress) => emit({ type: 'progress', ...progress }),
    onEpoch: (figures) => emit({ type: 'epoch', figures }),
    onEvent: (event) => emit({ type: 'event', event }),
  }
}
