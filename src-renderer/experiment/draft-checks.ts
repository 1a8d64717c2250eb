import {
  datasetChoiceSchema,
  isNetwork,
  learnerExperimentSchema,
  schemaMeant,
  type ExperimentSpec,
} from '#contract/experiment-spec'
import { augmentationSchema } from '#contract/augmentation'
import { datasetFigures, trainingImages as imagesOf } from '#contract/dataset'
import { earlyStoppingSchema } from '#contract/early-stopping'
import type { LearningSize } from '#contract/learner-bounds'
import { optimizerSchema, recipeSchema } from '#contract/recipe'
import { scheduleSchema } from '#contract/schedule'
import { invalidParameters } from '../learner/learner-fields'
import { numberLimits, type NumberLimits } from '../model/number-limits'

const [, cosine, stepwise, plateau, oneCycle] = scheduleSchema.options

/** Numbers of the draft that are typed into fields, by their path in the spec. */
const typed = {
  'dataset.validationCount': datasetChoiceSchema.shape.validationCount,
  'dataset.splitSeed': datasetChoiceSchema.shape.splitSeed,
  'dataset.trainLimit': datasetChoiceSchema.shape.trainLimit,
  'recipe.epochs': recipeSchema.shape.epochs,
  'recipe.batchSize': recipeSchema.shape.batchSize,
  'recipe.optimizer.momentum': optimizerSchema.options[0].shape.momentum,
  'recipe.learningRate': recipeSchema.shape.learningRate,
  'recipe.schedule.finalShare': cosine.shape.finalShare,
  'recipe.schedule.everyEpochs': stepwise.shape.everyEpochs,
  // Both schedules that have a factor allow the same.
  'recipe.schedule.factor': plateau.shape.factor,
  'recipe.schedule.patience': plateau.shape.patience,
  'recipe.schedule.cooldown': plateau.shape.cooldown,
  'recipe.schedule.minimum': plateau.shape.minimum,
  'recipe.schedule.riseShare': oneCycle.shape.riseShare,
  'recipe.warmupEpochs': recipeSchema.shape.warmupEpochs.unwrap(),
  'recipe.weightDecay': recipeSchema.shape.weightDecay,
  'recipe.dropout': recipeSchema.shape.dropout,
  'recipe.seed': recipeSchema.shape.seed,
  'recipe.augmentation.rotationDegrees': augmentationSchema.shape.rotationDegrees,
  'recipe.augmentation.shiftPixels': augmentationSchema.shape.shiftPixels,
  'recipe.labelSmoothing': recipeSchema.shape.labelSmoothing,
  'recipe.clipNorm': recipeSchema.shape.clipNorm,
  'recipe.accumulation': recipeSchema.shape.accumulation,
  'recipe.averageDecay': recipeSchema.shape.averageDecay,
  'recipe.checkpointMinutes': recipeSchema.shape.checkpointMinutes,
  'recipe.earlyStopping.minimumChange': earlyStoppingSchema.shape.minimumChange,
  'recipe.earlyStopping.patience': earlyStoppingSchema.shape.patience,
  'recipe.augmentation.scalePercent': augmentationSchema.shape.scalePercent,
  'recipe.augmentation.shearDegrees': augmentationSchema.shape.shearDegrees,
  'recipe.augmentation.elasticPixels': augmentationSchema.shape.elasticPixels,
  'recipe.augmentation.erasePercent': augmentationSchema.shape.erasePercent,
  'recipe.augmentation.noisePercent': augmentationSchema.shape.noisePercent,
} as const
export type DraftField = keyof typeof typed

/** What the contract lets a field be. */
export function fieldLimits(field: DraftField): NumberLimits {
  const limits = numberLimits(typed[field])
  if (!limits) throw new Error(`“${field}” is not a number.`)
  return limits
}

/** A learner may do without validation images. */
function limitsIn(draft: ExperimentSpec, field: DraftField): NumberLimits {
  const { validationCount } = learnerExperimentSchema.shape.dataset.shape
  const ofLearner = field === 'dataset.validationCount' && !isNetwork(draft)
  return (ofLearner && numberLimits(validationCount)) || fieldLimits(field)
}

const isField = (path: string): path is DraftField => path in typed

export type DraftIssue =
  | { kind: 'limits'; field: DraftField; limits: NumberLimits }
  /** A parameter of the learner is out of bounds. */
  | { kind: 'parameter'; parameter: string }
  /** More images than there are. */
  | { kind: 'tooMany'; field: DraftField; available: number }
  | { kind: 'name' }
  /** The draft names a checksum that the data set here does not have. */
  | { kind: 'otherData' }

/**
 * What keeps the draft from being trained, its model left aside (see `checkModel`), in the order
 * of the page.
 * @param data checksum and training images, before the validation split, of the data set; null if
 * not known yet
 */
export function checkDraft(
  draft: ExperimentSpec,
  data: { sha256: string; images: number } | null,
): DraftIssue[] {
  const issues: DraftIssue[] = []
  const { sha256 } = draft.dataset
  if (data && sha256 !== null && sha256 !== data.sha256) issues.push({ kind: 'otherData' })
  const parsed = schemaMeant(draft).safeParse(draft)
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.')
    if (path === 'name') issues.push({ kind: 'name' })
    if (isField(path)) issues.push({ kind: 'limits', field: path, limits: limitsIn(draft, path) })
  }
  if (!isNetwork(draft)) {
    const invalid = invalidParameters(draft.learner, learningSize(draft, data?.images ?? null))
    issues.push(...invalid.map((parameter) => ({ kind: 'parameter' as const, parameter })))
  }
  return [...issues, ...checkCounts(draft, data?.images ?? null, issues)]
}

function checkCounts(
  { dataset }: ExperimentSpec,
  images: number | null,
  found: readonly DraftIssue[],
): DraftIssue[] {
  const refused = (field: DraftField) =>
    found.some((issue) => 'field' in issue && issue.field === field)
  if (images === null || refused('dataset.validationCount')) return []
  // At least one image has to be left to train on.
  if (dataset.validationCount >= images)
    return [{ kind: 'tooMany', field: 'dataset.validationCount', available: images - 1 }]
  const available = images - dataset.validationCount
  if (dataset.trainLimit === null || refused('dataset.trainLimit')) return []
  return dataset.trainLimit > available
    ? [{ kind: 'tooMany', field: 'dataset.trainLimit', available }]
    : []
}

/** What is there to fit a learner to; null while it cannot be told. */
export function learningSize(draft: ExperimentSpec, images: number | null): LearningSize | null {
  const count = trainingImages(draft, images)
  const shape = datasetFigures(draft.dataset.id)?.imageShape
  return count !== null && shape
    ? { images: count, pixels: shape.reduce((product, edge) => product * edge) }
    : null
}

/** Images that one epoch trains on; null while it cannot be told. */
export function trainingImages(draft: ExperimentSpec, images: number | null): number | null {
  if (images === null) return null
  const count = imagesOf(draft.dataset, images)
  return Number.isFinite(count) && count > 0 ? count : null
}
