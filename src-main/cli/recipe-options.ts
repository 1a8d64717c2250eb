import { InvalidArgumentError, Option, type Command } from 'commander'
import type { z } from 'zod'
import { earlyStoppingSchema, usualEarlyStopping } from '#contract/early-stopping'
import type { EarlyStopping } from '#contract/early-stopping'
import { WorkbenchError } from '#contract/problem'
import { optimizerSchema, recipeSchema, type OptimizerSpec, type Recipe } from '#contract/recipe'
import { usualSchedules, type Schedule } from '#contract/schedule'
import { usualRecipe } from '#contract/usual-recipe'

/** Schedules as they are written in a terminal. */
const schedules = {
  constant: 'constant',
  cosine: 'cosine',
  step: 'step',
  plateau: 'plateau',
  'one-cycle': 'oneCycle',
} as const satisfies Record<string, Schedule['type']>

/** Of the words of `train`, those about the recipe. */
export interface RecipeOptions {
  batchSize?: number
  optimizer?: OptimizerSpec['type']
  momentum?: number
  learningRate?: number
  schedule?: keyof typeof schedules
  warmup?: number
  weightDecay?: number
  dropout?: number
  labelSmoothing?: number
  clipNorm?: number
  accumulate?: number
  average?: number
  /** Its patience; true where none was given. */
  earlyStopping?: number | true
  monitor?: EarlyStopping['monitor']
  mixedPrecision?: true
  checkpointMinutes?: number
  towers?: number
}

/** A number within what the contract allows; the message says what that is. */
export function within(schema: z.ZodNumber) {
  const { minValue, maxValue, format } = schema
  const kind = format === 'safeint' ? 'a whole number' : 'a number'
  return (text: string) => {
    const parsed = schema.safeParse(text.trim() === '' ? Number.NaN : Number(text))
    if (parsed.success) return parsed.data
    throw new InvalidArgumentError(`It has to be ${kind} from ${minValue} to ${maxValue}.`)
  }
}

export function addRecipeOptions(command: Command): Command {
  const { shape } = recipeSchema
  const optimizers = optimizerSchema.options.map((option) => option.shape.type.value)
  const [withMomentum] = optimizerSchema.options
  const choice = (flags: string, text: string, choices: readonly string[]) =>
    new Option(flags, text).choices(choices)
  return command
    .option('--batch-size <n>', 'images of a batch', within(shape.batchSize))
    .addOption(choice('--optimizer <name>', 'how weights follow the gradient', optimizers))
    .option('--momentum <share>', 'of sgd and sgdw', within(withMomentum.shape.momentum))
    .option('--learning-rate <rate>', 'size of the steps', within(shape.learningRate))
    .addOption(
      choice(
        '--schedule <name>',
        'how the rate moves, with its usual numbers; others by --spec',
        Object.keys(schedules),
      ),
    )
    .option(
      '--warmup <epochs>',
      'epochs in which the rate rises from 0',
      within(shape.warmupEpochs.unwrap()),
    )
    .option(
      '--weight-decay <n>',
      'decoupled for sgdw and adamw, else L2',
      within(shape.weightDecay),
    )
    .option('--dropout <rate>', 'of all dropout layers', within(shape.dropout.unwrap()))
    .option(
      '--label-smoothing <share>',
      'of the target, spread over all classes',
      within(shape.labelSmoothing.unwrap()),
    )
    .option(
      '--clip-norm <norm>',
      'largest norm of all gradients together',
      within(shape.clipNorm.unwrap().unwrap()),
    )
    .option('--accumulate <n>', 'batches of one step', within(shape.accumulation.unwrap()))
    .option(
      '--average <decay>',
      'test and keep a moving average of the weights',
      within(shape.averageDecay.unwrap().unwrap()),
    )
    .option(
      '--early-stopping [patience]',
      'end after so many epochs that were no better',
      within(earlyStoppingSchema.shape.patience),
    )
    .addOption(
      choice(
        '--monitor <figure>',
        'what early stopping watches',
        earlyStoppingSchema.shape.monitor.options,
      ),
    )
    .option('--mixed-precision', 'products in 16 bits, on a GPU')
    .option(
      '--checkpoint-minutes <n>',
      'between two checkpoints within an epoch; 0: at its end only',
      within(shape.checkpointMinutes.unwrap()),
    )
    .option('--towers <n>', 'parts of a batch side by side', within(shape.towers.unwrap().unwrap()))
}

/**
 * The recipe with what was asked for; what was not stays.
 * @throws WorkbenchError `recipe.conflict` where one word has no meaning beside another
 */
export function applyRecipeOptions(recipe: Recipe, options: RecipeOptions): Recipe {
  const schedule = chooseSchedule(recipe, options)
  if (schedule.type === 'oneCycle' && options.warmup)
    throw conflict('--warmup', 'one-cycle brings a rise of its own')
  return {
    ...recipe,
    batchSize: options.batchSize ?? recipe.batchSize,
    optimizer: chooseOptimizer(recipe, options),
    learningRate: options.learningRate ?? recipe.learningRate,
    schedule,
    warmupEpochs: options.warmup ?? recipe.warmupEpochs,
    weightDecay: options.weightDecay ?? recipe.weightDecay,
    dropout: options.dropout ?? recipe.dropout,
    labelSmoothing: options.labelSmoothing ?? recipe.labelSmoothing,
    clipNorm: options.clipNorm ?? recipe.clipNorm,
    accumulation: options.accumulate ?? recipe.accumulation,
    averageDecay: options.average ?? recipe.averageDecay,
    earlyStopping: chooseEarlyStopping(recipe, options),
    precision: options.mixedPrecision ? 'mixed' : recipe.precision,
    checkpointMinutes: options.checkpointMinutes ?? recipe.checkpointMinutes,
    towers: options.towers ?? recipe.towers,
  }
}

function chooseOptimizer({ optimizer }: Recipe, options: RecipeOptions): OptimizerSpec {
  const type = options.optimizer ?? optimizer.type
  if (type === 'adam' || type === 'adamw') {
    if (options.momentum !== undefined)
      throw conflict('--momentum', `it belongs to sgd and sgdw, and this is ${type}`)
    return { type }
  }
  const before = 'momentum' in optimizer ? optimizer.momentum : usualRecipe.momentum
  return { type, momentum: options.momentum ?? before }
}

/** The schedule that was there keeps its numbers. */
function chooseSchedule({ schedule }: Recipe, options: RecipeOptions): Schedule {
  const type = options.schedule ? schedules[options.schedule] : schedule.type
  return type === schedule.type ? schedule : { ...usualSchedules[type] }
}

function chooseEarlyStopping(
  { earlyStopping }: Recipe,
  { earlyStopping: patience, monitor }: RecipeOptions,
): EarlyStopping | null {
  const chosen = earlyStopping ?? (patience === undefined ? null : usualEarlyStopping)
  if (!chosen) {
    if (monitor) throw conflict('--monitor', 'nothing stops early without --early-stopping')
    return null
  }
  return {
    ...chosen,
    ...(typeof patience === 'number' ? { patience } : {}),
    ...(monitor ? { monitor } : {}),
  }
}

export function conflict(option: string, reason: string): WorkbenchError {
  const values = { option, reason }
  return new WorkbenchError('recipe.conflict', `Leave ${option} out: ${reason}.`, values)
}
