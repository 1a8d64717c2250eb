import type { Augmentation } from '#contract/augmentation'
import { datasets } from '#contract/dataset'
import {
  defaultExperiment,
  experimentSpecSchema,
  type ExperimentSpec,
} from '#contract/experiment-spec'
import { issueWords } from '#contract/issue-words'
import { galleryModel, modelGallery } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import { WorkbenchError } from '#contract/problem'
import { checkExperiment } from '#core/experiment'
import { readSpecFile } from '#core/spec-file'
import { applyRecipeOptions, type RecipeOptions } from './recipe-options'

/** Words that say what is trained. */
export interface SpecOptions extends RecipeOptions {
  model?: string
  spec?: string
  dataset?: string
  epochs?: number
  trainLimit?: number
  seed?: number
  augment?: Augmentation
}

/** @throws WorkbenchError `model.unknown`, or what is wrong with the spec file or its experiment */
export async function chooseSpec(options: SpecOptions): Promise<ExperimentSpec> {
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
  spec.recipe.augmentation = options.augment ?? spec.recipe.augmentation
  spec.recipe.seed = options.seed ?? spec.recipe.seed
  return checked(spec)
}

/** Before a run is made of it: what is wrong use must not stand in the history. */
async function checked(spec: ExperimentSpec): Promise<ExperimentSpec> {
  const { id } = spec.dataset
  const known = datasets.map((dataset) => dataset.id)
  if (!known.includes(id))
    throw new WorkbenchError(
      'dataset.unknown',
      `There is no data set “${id}”. Known: ${known.join(', ')}.`,
      { dataset: id },
    )
  const parsed = experimentSpecSchema.safeParse(spec)
  const [issue] = parsed.error?.issues ?? []
  if (issue) {
    const path = issue.path.join('.')
    const reason = issueWords(issue)
    throw new WorkbenchError('spec.outOfRange', `“${path}” is not possible: ${reason}`, {
      path,
      reason,
    })
  }
  await checkExperiment(spec)
  return spec
}
