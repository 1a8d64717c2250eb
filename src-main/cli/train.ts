import { datasets } from '#contract/dataset'
import {
  defaultExperiment,
  experimentSpecSchema,
  type ExperimentSpec,
} from '#contract/experiment-spec'
import { galleryModel, modelGallery } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import { WorkbenchError, type Problem } from '#contract/problem'
import { runExperiment } from '#core/experiment'
import { readSpecFile } from '#core/spec-file'
import { openStore, readSettings } from '#core/runs'
import { RunControl } from '#core/training'
import { answer, exitStatus, percent, say, type Output } from './output'
import { TrainingProgress } from './progress'
import { applyRecipeOptions, type RecipeOptions } from './recipe-options'

export interface TrainOptions extends RecipeOptions {
  model?: string
  spec?: string
  dataset?: string
  epochs?: number
  trainLimit?: number
  seed?: number
}

/** Trains in this process, into the same run history as the app; resolves to the exit status. */
export async function train(
  options: TrainOptions,
  dataFolder: string,
  output: Output,
): Promise<number> {
  const spec = await chooseSpec(options)
  const store = openStore(dataFolder, { ownerPid: process.pid })
  const runId = store.createRun(spec)
  const control = new RunControl()
  const progress = new TrainingProgress(output)
  const interruption = stopOnInterrupt(control, output, () => {
    store.end(runId, 'stopped', {
      code: 'run.interruptedTwice',
      values: {},
      message: 'Ended at once by a second interrupt; finished epochs are kept.',
    })
  })
  const failures: Problem[] = []
  say(output, `Run ${runId}: ${spec.name}`)
  const { threads } = readSettings(dataFolder)
  const order = { runId, spec, runFolder: store.folderOf(runId), threads, resume: null }
  try {
    await runExperiment(order, control, (message) => {
      store.record(runId, message)
      progress.show(message)
      if (message.type === 'failed') failures.push(message.problem)
    })
    const summary = store.reader.summary(runId)
    const { status, testAccuracy, testLoss, imagesPerSecond, seconds, parameters } = summary
    const { peakMemoryBytes } = summary
    const figures = { runId, status, testAccuracy, testLoss, imagesPerSecond, seconds }
    const [error] = failures.map(({ code, message }) => ({ code, message }))
    answer(output, { ...figures, parameters, peakMemoryBytes, error }, [
      `${status}: test accuracy ${percent(testAccuracy)}, test loss ${testLoss?.toPrecision(3) ?? '–'}, ${imagesPerSecond?.toFixed(0) ?? '–'} images/s, ${seconds?.toFixed(1) ?? '–'} s`,
    ])
  } finally {
    interruption.end()
    store.close()
  }
  for (const { code, message, values } of failures) throw new WorkbenchError(code, message, values)
  return interruption.happened() ? exitStatus.interrupted : exitStatus.done
}

/** @throws WorkbenchError `model.unknown`, or what is wrong with the spec file */
async function chooseSpec(options: TrainOptions): Promise<ExperimentSpec> {
  const spec = options.spec ? await readSpecFile(options.spec) : defaultExperiment()
  if (options.model) {
    const model = galleryModel(options.model)
    const known = modelGallery.map(({ id }) => id).join(', ')
    if (!model)
      throw new WorkbenchError(
        'model.unknown',
        `There is no model “${options.model}”. Known: ${known}.`,
        { model: options.model },
      )
    spec.model = modelSpecSchema.parse(model)
    spec.name = `MNIST · ${model.name}`
  }
  spec.dataset.id = options.dataset ?? spec.dataset.id
  spec.dataset.trainLimit = options.trainLimit ?? spec.dataset.trainLimit
  spec.recipe = applyRecipeOptions(spec.recipe, options)
  spec.recipe.epochs = options.epochs ?? spec.recipe.epochs
  spec.recipe.seed = options.seed ?? spec.recipe.seed
  return checked(spec)
}

/** Before a run is made of it: what is wrong use must not stand in the history. */
function checked(spec: ExperimentSpec): ExperimentSpec {
  const { id } = spec.dataset
  const known = datasets.map((dataset) => dataset.id)
  if (!known.includes(id))
    throw new WorkbenchError(
      'dataset.unknown',
      `There is no data set “${id}”. Known: ${known.join(', ')}.`,
      { dataset: id },
    )
  const parsed = experimentSpecSchema.safeParse(spec)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path.join('.') ?? ''
  const reason = issue?.message ?? ''
  throw new WorkbenchError('spec.outOfRange', `“${path}” is not possible: ${reason}`, {
    path,
    reason,
  })
}

/** The first interrupt stops and saves, the second ends at once. */
function stopOnInterrupt(control: RunControl, output: Output, saveAsStopped: () => void) {
  let count = 0
  const onSignal = () => {
    count += 1
    if (count > 1) {
      saveAsStopped()
      process.exit(exitStatus.interrupted)
    }
    say(output, 'Stopping; what was learned is saved. Press Ctrl-C again to end at once.')
    control.stop()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    happened: () => count > 0,
    end: () => {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
