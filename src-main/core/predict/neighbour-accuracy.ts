import type { ExperimentSpec } from '#contract/experiment-spec'
import { mostNeighboursMeasured, type NeighbourAccuracy } from '#contract/neighbours'
import { WorkbenchError } from '#contract/problem'
import { gatherPixels, imageBytes, loadVerified, splitDataset, wholeTest } from '../dataset'
import type { FittedLearner, Work } from '../learners'

/**
 * How right a learner would be with 1, 2 … neighbours, from one search: over the images that were
 * held back for validation, or over the test images where none were.
 * @throws WorkbenchError `neighbours.none` where no training images vote; the signal's reason
 */
export async function measureNeighbourAccuracy(
  learner: FittedLearner | null,
  spec: ExperimentSpec,
  work: Work,
): Promise<NeighbourAccuracy> {
  if (!learner?.accuracyByNeighbours) throw noNeighbours()
  const dataset = await loadVerified(spec.dataset)
  const { validation } = splitDataset(dataset, spec.dataset)
  const measuredOn = validation.length > 0 ? 'validation' : 'test'
  const selection =
    measuredOn === 'test' ? wholeTest(dataset) : { images: dataset.train, positions: validation }
  const { images, positions } = selection
  const truth = Uint8Array.from(positions, (position) => images.labels[position] ?? 0)
  const pixels = gatherPixels(selection, imageBytes(dataset))
  const most = mostNeighboursMeasured
  const accuracies = await learner.accuracyByNeighbours(pixels, truth, most, work)
  return { measuredOn, images: truth.length, accuracies }
}

export const noNeighbours = () =>
  new WorkbenchError('neighbours.none', 'No training images vote in a model of this kind.')
