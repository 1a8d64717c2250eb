import type { Augmentation } from '#contract/augmentation'
import { datasets } from '#contract/dataset'
import {
  defaultExperiment,
  isNetwork,
  learnerExperiment,
  schemaMeant,
  type ExperimentSpec,
} from '#contract/experiment-spec'
import { issueWords } from '#contract/issue-words'
import { galleryLearner, learnerGallery } from '#contract/learner'
import { galleryModel, modelGallery } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import { WorkbenchError } from '#contract/problem'
import { checkExperiment } from '#core/experiment'
import { readSpecFile } from '#core/spec-file'
import { applyLearnerOptions, type LearnerOptions } from './learner-options'
import { applyRecipeOptions, conflict, type RecipeOptions } from './recipe-options'

/** Words that say what is trained. */
export interface SpecOptions extends RecipeOptions, LearnerOptions {
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
  const opened = options.spec ? await readSpecFile(options.spec) : defaultExperiment()
  const spec = options.model ? withModel(opened, options.model) : opened
  spec.dataset.id = options.dataset ?? spec.dataset.id
  spec.dataset.trainLimit = options.trainLimit ?? spec.dataset.trainLimit
  if (isNetwork(spec)) {
    if (options.set) throw conflict('--set', 'it is about classical learners')
    spec.recipe = applyRecipeOptions(spec.recipe, options)
    spec.recipe.epochs = options.epochs ?? spec.recipe.epochs
    spec.recipe.augmentation = options.augment ?? spec.recipe.augmentation
    spec.recipe.seed = options.seed ?? spec.recipe.seed
  } else spec.learner = applyLearnerOptions(spec.learner, options)
  return checked(spec)
}

/** The experiment with a model of the gallery in the place of its own. */
function withModel(spec: ExperimentSpec, id: string): ExperimentSpec {
  const learner = galleryLearner(id)
  if (learner) {
    const { id: datasetId, sha256, trainLimit } = spec.dataset
    const fresh = learnerExperiment(learner)
    return { ...fresh, dataset: { ...fresh.dataset, id: datasetId, sha256, trainLimit } }
  }
  const model = galleryModel(id)
  if (!model) {
    const known = [...modelGallery, ...learnerGallery].map((each) => each.id).join(', ')
    throw new WorkbenchError('model.unknown', `There is no model “${id}”. Known: ${known}.`, {
      model: id,
    })
  }
  const network = isNetwork(spec) ? spec : defaultExperiment()
  return { ...network, model: modelSpecSchema.parse(model), name: `MNIST · ${model.name}` }
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
  const parsed = schemaMeant(spec).safeParse(spec)
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
