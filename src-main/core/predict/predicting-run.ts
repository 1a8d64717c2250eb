import { givesVotes, isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { loadDataset, loadVerified, splitDataset } from '../dataset'
import type { PredictingRun } from './predictor'

/** A run's experiment, and where its model lies. */
export interface TrainedRun {
  modelFolder: string
  spec: ExperimentSpec
}

/** @throws WorkbenchError `dataset.unknown`, `dataset.missing` or `dataset.damaged` */
export async function predictingRun({ modelFolder, spec }: TrainedRun): Promise<PredictingRun> {
  const { classNames } = await loadDataset(spec.dataset.id)
  const normalization = isNetwork(spec) ? spec.normalization : null
  const learnedFrom = async () => {
    const dataset = await loadVerified(spec.dataset)
    return { images: dataset.train, positions: splitDataset(dataset, spec.dataset).train }
  }
  return { modelFolder, normalization, classNames, votes: givesVotes(spec), learnedFrom }
}
