/** The terminal: the same core as the app's, without a window. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { datasets } from '#contract/dataset'
import { datasetChoiceSchema } from '#contract/experiment-spec'
import type { ExportFormat } from '#contract/export'
import { learnerGallery } from '#contract/learner'
import { modelGallery } from '#contract/model-gallery'
import { recipeSchema } from '#contract/recipe'
import { formatShape, summarizeModel } from '#contract/shape-inference'
import { examineNativeParts } from '#core/native/doctor'
import { appVersion } from '#core/native/environment'
import { isGone, mustBeThere, resolveDataFolder } from '#core/runs'
import { augmentHelp, parseAugmentation } from './augment'
import { exportCommand } from './export'
import { failureOf } from './failure'
import { answer, answerFailure, complain, exitStatus, table, type Output } from './output'
import type { SpecOptions } from './choose-spec'
import { parseSetting } from './learner-options'
import { predictFile } from './predict'
import { probe } from './probe'
import { addRecipeOptions, within } from './recipe-options'
import { deleteRun, listRuns, showRun } from './runs'
import { search, type SearchOptions } from './search'
import { addSearchOptions } from './search-options'
import { resume, train } from './train'

/** What the gallery's models were made for: MNIST. */
const imageShape = [28, 28, 1]
const classes = 10

interface GlobalOptions {
  dataDir?: string
  json?: boolean
  verbose?: boolean
}

const program = new Command('inkbench')

/** An empty word is a variable that was not set; it must not mean a default, or the folder one stands in. */
function notEmpty(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('It is empty.')
}
let status: number = exitStatus.done

function outputAsked(): Output {
  const { json = false, verbose = false } = program.opts<GlobalOptions>()
  return { json, verbose }
}

const dataFolderAsked = () => resolveDataFolder(program.opts<GlobalOptions>().dataDir)

/** @throws WorkbenchError `store.folderGone` */
function surroundings(): { dataFolder: string; output: Output } {
  return { dataFolder: mustBeThere(dataFolderAsked()), output: outputAsked() }
}

function rateShare(text: string): number {
  const value = Number(text)
  if (value >= 1e-4 && value <= 1) return value
  throw new InvalidArgumentError('It has to be a number from 0.0001 to 1.')
}

program
  .description('Experiments on small images, from the terminal')
  .version(appVersion())
  .option(
    '--data-dir <folder>',
    'where runs and settings are kept (or INKBENCH_DATA_DIR)',
    notEmpty,
  )
  .option('--json', 'one JSON object on standard output, and nothing else there')
  .option('--verbose', 'technical detail with errors')
  .exitOverride()

/** `--json` and `--data-dir` may stand before or after the command. */
function addCommand(name: string, description: string): Command {
  const command = program.command(name).description(description)
  command
    .option('--data-dir <folder>', 'where runs and settings are kept', notEmpty)
    .option('--json', 'one JSON object on standard output')
    .option('--verbose', 'technical detail with errors')
    .hook('preAction', () => {
      for (const [key, value] of Object.entries(command.opts<GlobalOptions>()))
        if (['dataDir', 'json', 'verbose'].includes(key)) program.setOptionValue(key, value)
    })
  return command.exitOverride()
}

/** A command that takes the words which say what is learned, and from what. */
function addModelCommand(name: string, description: string): Command {
  return addCommand(name, description)
    .option('--model <id>', 'model of the gallery; see “models”', notEmpty)
    .option('--spec <file>', 'experiment file (*.inkbench.json)', notEmpty)
    .option('--dataset <id>', 'data set; see “datasets”', notEmpty)
    .option(
      '--train-limit <n>',
      'train on so many images only',
      within(datasetChoiceSchema.shape.trainLimit.unwrap()),
    )
    .option('--seed <n>', 'seed of everything random', within(recipeSchema.shape.seed))
    .option('--set <name=value>', 'parameter of a classical learner, such as k=5', parseSetting)
}

/** Of those, one that takes networks with their recipes. */
function addSpecCommand(name: string, description: string): Command {
  return addRecipeOptions(
    addModelCommand(name, description)
      .option('--epochs <n>', 'passes over the training images', within(recipeSchema.shape.epochs))
      .option('--augment <list>', augmentHelp, parseAugmentation),
  )
}

addSpecCommand('train', 'train a model and keep the run').action(async (options: SpecOptions) => {
  const { dataFolder, output } = surroundings()
  status = await train(options, dataFolder, output)
})

addSpecCommand('probe', 'run 20 steps and tell what the whole run will cost').action(
  async (options: SpecOptions) => {
    const { dataFolder, output } = surroundings()
    await probe(options, dataFolder, output)
  },
)

addSearchOptions(
  addModelCommand('search', 'score C and gamma of an SVM by cross-validation on training images'),
).action(async (options: SearchOptions) => {
  const { dataFolder, output } = surroundings()
  await search(options, dataFolder, output)
})

addCommand('resume <id>', 'have an interrupted run go on from its newest checkpoint')
  .option('--rate-share <share>', 'so much of its learning rate, such as 0.1', rateShare)
  .action(async (id: string, options: { rateShare?: number }) => {
    const { dataFolder, output } = surroundings()
    status = await resume(id, options, dataFolder, output)
  })

addCommand('runs <action> [id]', 'list | show ID | delete ID').action(
  (action: string, id: string | undefined) => {
    const { dataFolder, output } = surroundings()
    if (action === 'list' && id === undefined) listRuns(dataFolder, output)
    else if (action === 'show' && id) showRun(id, dataFolder, output)
    else if (action === 'delete' && id) deleteRun(id, dataFolder, output)
    else program.error('Use: runs list | runs show ID | runs delete ID')
  },
)

addCommand('export <id>', 'write a run’s model or the run itself')
  .addOption(
    new Option('--format <format>').choices(['onnx', 'tfjs', 'bundle']).makeOptionMandatory(),
  )
  .requiredOption('--out <path>', 'file to write', notEmpty)
  .action(async (id: string, options: { format: ExportFormat; out: string }) => {
    const { dataFolder, output } = surroundings()
    await exportCommand(id, options, dataFolder, output)
  })

addCommand('predict <id> <file>', 'what a run’s model says of a picture').action(
  async (id: string, file: string) => {
    const { dataFolder, output } = surroundings()
    await predictFile(id, file, dataFolder, output)
  },
)

addCommand('models', 'the models that ship with Inkbench').action(() => {
  const networks = modelGallery.map((model) => {
    const { parameters, multiplyAdds } = summarizeModel(model, imageShape, classes)
    return {
      id: model.id,
      name: model.name,
      input: formatShape(imageShape),
      parameters,
      multiplyAdds,
    }
  })
  const head = ['id', 'name', 'parameters', 'multiply-adds']
  const rows = networks.map((model) => [
    model.id,
    model.name,
    String(model.parameters),
    String(model.multiplyAdds),
  ])
  const known = learnerGallery.map(({ id, name, learner }) => {
    const { type, ...parameters } = learner
    return { id, name, type, parameters }
  })
  const learners = known.map(({ id, name, parameters }) => [
    id,
    name,
    Object.entries(parameters)
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(' '),
  ])
  answer(outputAsked(), { models: networks, learners: known }, [
    ...table([head, ...rows]),
    '',
    ...table([['id', 'name', 'parameters (--set)'], ...learners]),
  ])
})

addCommand('datasets', 'the data sets').action(() => {
  answer(
    outputAsked(),
    { datasets },
    table(datasets.map(({ id, description }) => [id, description])),
  )
})

addCommand('doctor', 'which native parts are used, and where they came from').action(async () => {
  const folder = dataFolderAsked()
  const report = await examineNativeParts()
  const { inUse } = report
  answer(outputAsked(), { ...report, dataFolder: folder.path }, [
    ...table(
      report.parts.map(({ name, version, available, source }) => [
        name,
        version ?? '–',
        available ? source : `missing: ${source}`,
      ]),
    ),
    `In use: Node ${inUse.node}, ${inUse.backend} ${inUse.tensorflow ?? inUse.backendReason ?? ''}, SQLite ${inUse.sqlite ?? inUse.sqliteReason ?? ''}`,
    `Data folder: ${folder.path}${isGone(folder) ? ' (not there)' : ''}`,
  ])
})

async function main(): Promise<number> {
  try {
    await program.parseAsync(process.argv)
    return status
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitStatus.done
    const { code, message, status } = failureOf(error)
    // A mistake of use is told before the options are known.
    if (process.argv.includes('--json')) answerFailure(code, message)
    if (!(error instanceof CommanderError))
      complain(error, program.opts<GlobalOptions>().verbose === true)
    return status
  }
}

// With `--json` a command that a signal ends has an answer, too. Some commands hear it themselves.
if (process.argv.includes('--json'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const end = () => {
      if (process.listenerCount(signal) > 1) return
      answerFailure('interrupted', 'A signal ended it before it was done.')
      process.off(signal, end)
      process.kill(process.pid, signal)
    }
    process.on(signal, end)
  }

// A reader that has had enough, such as `head`, is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitStatus.done)
  throw error
})

// Not process.exit: it waits for V8's background threads, and one of those may be waiting for the
// main thread to collect garbage (seen with Node 24.21 after large buffers, one start in twelve).
void main().then((code) => {
  process.exitCode = code
})
