import { z } from 'zod'
import { datasetFigures, mnistNormalization, trainingImages } from './dataset'
import { unclearKind } from './experiment-kind'
import { issueWords } from './issue-words'
import { learnerSchema, type GalleryLearner } from './learner'
import { galleryModel } from './model-gallery'
import { modelSpecSchema } from './model-spec'
import { WorkbenchError } from './problem'
import { defaultRecipe, recipeSchema } from './recipe'

/** Ending of spec files. */
export const specFileExtension = '.inkbench.json'
/** A spec is a few kilobytes; whatever is larger is not one. */
export const specFileLimitBytes = 4 * 1024 * 1024

export const datasetChoiceSchema = z.strictObject({
  id: z.string().min(1).max(64),
  /** SHA-256 over the data set's files in the order of its source; null until it was loaded. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Images taken out of the training set for validation, the same share of each class. */
  validationCount: z.number().int().min(10).max(30_000),
  /** Seed of that split, apart from the recipe's: runs over seeds share one split. */
  splitSeed: z.number().int().min(0).max(2_147_483_647),
  /** Train on so many images only, the same share of each class; null takes all. */
  trainLimit: z.number().int().min(10).max(1_000_000).nullable(),
})
export type DatasetChoice = z.infer<typeof datasetChoiceSchema>

export const normalizationSchema = z.strictObject({
  /** Of pixels in 0…1. */
  mean: z.number().min(0).max(1),
  deviation: z.number().min(1e-4).max(10),
})
export type Normalization = z.infer<typeof normalizationSchema>

const head = {
  format: z.literal('inkbench-experiment'),
  version: z.literal(1),
  name: z.string().min(1).max(120),
}

/** A network that is trained by a recipe. */
export const networkExperimentSchema = z.strictObject({
  ...head,
  dataset: datasetChoiceSchema,
  normalization: normalizationSchema,
  model: modelSpecSchema,
  recipe: recipeSchema,
})
export type NetworkExperiment = z.infer<typeof networkExperimentSchema>

/** A classical learner that is fitted; validation is for who wants to choose parameters by it. */
export const learnerExperimentSchema = z.strictObject({
  ...head,
  dataset: datasetChoiceSchema.extend({
    validationCount: z.number().int().min(0).max(30_000),
  }),
  learner: learnerSchema,
})
export type LearnerExperiment = z.infer<typeof learnerExperimentSchema>

/** Everything that is needed to run an experiment again; the content of a spec file. */
export const experimentSpecSchema = z.union([networkExperimentSchema, learnerExperimentSchema], {
  // Of a union zod says no more than that it fits none.
  error: ({ input }): string | undefined => {
    const read = readSpec(input)
    return read instanceof WorkbenchError ? read.message : undefined
  },
})
export type ExperimentSpec = NetworkExperiment | LearnerExperiment

export function isNetwork(spec: ExperimentSpec): spec is NetworkExperiment {
  return 'model' in spec
}

/** Images that it is trained on or fitted to; null of a data set that is not known. */
export function imagesLearnedFrom({ dataset }: ExperimentSpec): number | null {
  const figures = datasetFigures(dataset.id)
  return figures && trainingImages(dataset, figures.trainCount)
}

/** The schema that a value means to fulfil, whose problems are worth telling. */
export function schemaMeant(value: unknown) {
  const meansLearner = typeof value === 'object' && value !== null && 'learner' in value
  return meansLearner ? learnerExperimentSchema : networkExperimentSchema
}

/** A learner of the gallery on all of MNIST's training images. */
export function learnerExperiment({ name, learner }: GalleryLearner): LearnerExperiment {
  const { dataset, format, version } = defaultExperiment()
  return {
    format,
    version,
    name: `MNIST · ${name}`,
    dataset: { ...dataset, validationCount: 0 },
    learner: { ...learner },
  }
}

/** Whether what a run says of the classes are shares of votes; otherwise they are probabilities. */
export function givesVotes(spec: ExperimentSpec): boolean {
  if (isNetwork(spec)) return false
  const { learner } = spec
  return 'k' in learner || (learner.type === 'svm' && !learner.probabilities)
}

/** What the app opens on: MNIST, CNN, a sensible recipe. */
export function defaultExperiment(): NetworkExperiment {
  const model = galleryModel('cnn')
  if (!model) throw new Error('The gallery has no model “cnn”.')
  return {
    format: 'inkbench-experiment',
    version: 1,
    name: 'MNIST · CNN',
    dataset: {
      id: 'mnist',
      sha256: null,
      validationCount: 5_000,
      splitSeed: 1,
      trainLimit: null,
    },
    normalization: { ...mnistNormalization },
    // Parsing copies: nobody may edit the gallery through the default.
    model: modelSpecSchema.parse(model),
    recipe: recipeSchema.parse(defaultRecipe),
  }
}

/**
 * Reads the text of a spec file.
 * @throws WorkbenchError `spec.tooLarge`, `spec.notJson`, `spec.notSpec`, `spec.newer`, what
 * `unclearKind` finds, or `spec.invalid` with the path and reason of the first thing that is wrong.
 */
export function parseExperimentSpec(text: string): ExperimentSpec {
  if (text.length > specFileLimitBytes)
    throw new WorkbenchError('spec.tooLarge', 'The file is too large to be an experiment.')
  let value: unknown
  try {
    // Some editors put a byte order mark before the text.
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new WorkbenchError('spec.notJson', 'The file is not valid JSON.', {}, String(error))
  }
  const head = z.looseObject({ format: z.unknown(), version: z.unknown() }).safeParse(value)
  if (!head.success || head.data.format !== 'inkbench-experiment')
    throw new WorkbenchError('spec.notSpec', 'The file is not an Inkbench experiment.')
  const { version } = head.data
  if (typeof version === 'number' && version > 1)
    throw new WorkbenchError(
      'spec.newer',
      `The file is of version ${version}; this Inkbench reads version 1. Update Inkbench to open it.`,
      { version },
    )
  const read = readSpec(value)
  if (read instanceof WorkbenchError) throw read
  return read
}

/** The experiment that a value is, or what is wrong with it first. */
function readSpec(value: unknown): ExperimentSpec | WorkbenchError {
  const unclear = typeof value === 'object' && value !== null ? unclearKind(value) : null
  if (unclear) return unclear
  const { data, error } = schemaMeant(value).safeParse(value)
  if (!error) return data
  const [issue] = error.issues
  const path = shorten(issue?.path.join('.') || '(file)')
  const reason = shorten(issue ? issueWords(issue) : '')
  return new WorkbenchError(
    'spec.invalid',
    `The experiment has a mistake at “${path}”: ${reason}`,
    { path, reason },
    shorten(z.prettifyError(error), 4_000),
  )
}

/** What a file says of itself may be as long as the file. */
function shorten(text: string, length = 200): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
