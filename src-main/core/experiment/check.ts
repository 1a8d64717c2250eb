import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { loadVerified, splitDataset } from '../dataset'
import { checkLearner, imagesToLookAt } from '../learners'
import { checkModel } from '../model'

/**
 * Whether an experiment can be begun with the data there is.
 * @throws WorkbenchError for what would keep its run from starting
 */
export async function checkExperiment(spec: ExperimentSpec): Promise<void> {
  const dataset = await loadVerified(spec.dataset)
  const { train } = splitDataset(dataset, spec.dataset)
  if (isNetwork(spec)) checkModel(spec.model, dataset.imageShape, dataset.classNames.length)
  else checkLearner(spec.learner, imagesToLookAt(dataset, train))
}
