import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import { loadDataset, splitDataset, type Dataset } from '../dataset'
import { checkLearner } from '../learners'
import { checkModel } from '../model'
import { learningImages } from './learning-images'

/**
 * Whether an experiment can be begun with the data there is.
 * @throws WorkbenchError for what would keep its run from starting
 */
export async function checkExperiment(spec: ExperimentSpec): Promise<void> {
  const dataset = await loadVerified(spec)
  const { train } = splitDataset(dataset, spec.dataset)
  if (isNetwork(spec)) checkModel(spec.model, dataset.imageShape, dataset.classNames.length)
  else checkLearner(spec.learner, learningImages(dataset, train))
}

/** The data set of an experiment. A spec that names its hash is about those very images. */
export async function loadVerified({ dataset: choice }: ExperimentSpec): Promise<Dataset> {
  const dataset = await loadDataset(choice.id)
  if (choice.sha256 === null || choice.sha256 === dataset.sha256) return dataset
  throw new WorkbenchError(
    'dataset.differs',
    `The experiment was made with other data than this ${dataset.name}: the checksums differ.`,
    { name: dataset.name },
  )
}
