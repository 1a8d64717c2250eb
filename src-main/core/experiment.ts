import { join } from 'node:path'
import type { LayersModel } from '@tensorflow/tfjs'
import type { ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError, type Problem } from '#contract/problem'
import type { RunEvent } from '#contract/run'
import { summarizeModel } from '#contract/shape-inference'
import type { RunResult, TrainerMessage } from '#contract/training'
import { loadDataset, splitDataset, type Dataset } from './dataset'
import { evaluateModel } from './evaluation'
import { buildModel, measureModel, saveModel, trainableWeights } from './model'
import { describeEnvironment } from './native/environment'
import { loadTensorFlow, type Tensors } from './native/tensorflow'
import {
  BatchSource,
  EagerStep,
  Optimizer,
  StepLog,
  train,
  TrainingReport,
  type RunControl,
  type TrainingObserver,
  type TrainingOutcome,
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

/**
 * The whole way of a run: data, model, training, test, saved model. Never throws for what goes
 * wrong in the run: that is the message `failed`.
 */
export async function runExperiment(
  order: ExperimentOrder,
  control: RunControl,
  emit: Emit,
): Promise<void> {
  try {
    emit({ type: 'phase', phase: 'preparing' })
    const result = await run(order, control, emit)
    emit({ type: 'done', result })
  } catch (error) {
    emit(failure(error))
  }
}

async function run(order: ExperimentOrder, control: RunControl, emit: Emit): Promise<RunResult> {
  const startedAt = performance.now()
  const { spec, threads } = order
  const dataset = await loadDataset(spec.dataset.id)
  checkHash(spec, dataset)
  const loaded = await loadTensorFlow({ threads })
  const { tf } = loaded
  const { imageShape, classNames } = dataset
  const { recipe, normalization } = spec
  const { train: training, validation } = splitDataset(dataset, spec.dataset)
  const { model, randomness } = buildModel(tf, spec.model, {
    inputShape: imageShape,
    classes: classNames.length,
    seed: recipe.seed,
    dropout: recipe.dropout,
  })
  const images = dataset.train
  const selection = { images, positions: training }
  const source = new BatchSource(tf, selection, imageShape, normalization, recipe)
  const optimizer = new Optimizer(tf, trainableWeights(model), recipe)
  const step = new EagerStep(tf, model, optimizer, randomness)
  const log = new StepLog(tf)
  try {
    const { parameters, multiplyAdds } = summarizeModel(spec.model, imageShape, classNames.length)
    const { stepsPerEpoch } = source
    emit({
      type: 'prepared',
      time: Date.now(),
      environment: describeEnvironment(loaded, threads),
      spec: { ...spec, dataset: { ...spec.dataset, sha256: dataset.sha256 } },
      parameters,
      multiplyAdds,
      stepsPerEpoch,
    })
    const observer = tellAs(emit)
    const plan = { epochs: recipe.epochs, learningRate: recipe.learningRate, stepsPerEpoch }
    const report = new TrainingReport(plan, log, observer)
    emit({ type: 'status', status: 'running' })
    emit(event('started', { step: 0, epoch: 0 }, 'Training began.'))
    const validate = () =>
      measureModel(
        tf,
        model,
        { images, positions: validation },
        dataset,
        normalization,
        () => control.stopRequested,
      )
    const outcome = await train({ step, source, report, validate }, recipe, control, observer)
    const kept = outcome.steps > 0
    const test = kept ? await testAndSave(tf, model, dataset, order, report.position, emit) : null
    const status = outcome.stopped ? 'stopped' : 'finished'
    emit(event(status, report.position, endMessage(outcome)))
    return {
      status,
      testAccuracy: test?.accuracy ?? null,
      testLoss: test?.loss ?? null,
      imagesPerSecond: outcome.imagesPerSecond,
      seconds: (performance.now() - startedAt) / 1000,
      parameters,
      multiplyAdds,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    }
  } finally {
    log.dispose()
    step.dispose()
    model.dispose()
  }
}

/** A spec that names its data set's hash is about those very images. */
function checkHash({ dataset: choice }: ExperimentSpec, dataset: Dataset) {
  if (choice.sha256 === null || choice.sha256 === dataset.sha256) return
  throw new WorkbenchError(
    'dataset.differs',
    `The experiment was made for other data than this ${dataset.name}: the checksums differ.`,
    { name: dataset.name },
  )
}

async function testAndSave(
  tf: Tensors,
  model: LayersModel,
  dataset: Dataset,
  { spec, runFolder }: ExperimentOrder,
  position: { step: number; epoch: number },
  emit: Emit,
) {
  emit({ type: 'phase', phase: 'testing' })
  const evaluation = await evaluateModel(tf, model, dataset, spec.normalization)
  emit({ type: 'evaluation', evaluation })
  const percent = (100 * evaluation.accuracy).toFixed(2)
  emit(event('evaluated', position, `Test accuracy: ${percent} %.`))
  emit({ type: 'phase', phase: 'saving' })
  const path = join(runFolder, 'model')
  const bytes = await saveModel(tf, model, path)
  emit({ type: 'artifact', artifact: { kind: 'model', path, bytes, createdAt: Date.now() } })
  return evaluation
}

function tellAs(emit: Emit): TrainingObserver {
  return {
    onPhase: (phase) => emit({ type: 'phase', phase }),
    onStatus: (status) => emit({ type: 'status', status }),
    onPoints: (points) => emit({ type: 'points', points }),
    onProgress: (progress) => emit({ type: 'progress', ...progress }),
    onEpoch: (figures) => emit({ type: 'epoch', figures }),
    onEvent: (runEvent) => emit({ type: 'event', event: runEvent }),
  }
}

function event(
  kind: RunEvent['kind'],
  position: { step: number; epoch: number },
  message: string,
): TrainerMessage {
  return { type: 'event', event: { time: Date.now(), ...position, kind, message } }
}

function endMessage({ stopped, steps, epochs }: TrainingOutcome): string {
  return stopped ? `Stopped after ${steps} steps.` : `Finished ${epochs} epochs.`
}

function failure(error: unknown): TrainerMessage {
  const detail = error instanceof Error ? error.stack : String(error)
  if (error instanceof WorkbenchError)
    return { type: 'failed', problem: error.problem, detail: error.detail ?? detail }
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const full = /OOM|out of memory|Array buffer allocation failed|bad_alloc/i.test(reason)
  const problem: Problem = full
    ? {
        code: 'training.noMemory',
        values: {},
        message: 'There was not enough memory. Use a smaller batch or a smaller model.',
      }
    : { code: 'training.failed', values: { reason }, message: `Training failed: ${reason}` }
  return { type: 'failed', problem, detail }
}
