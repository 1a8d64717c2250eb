import type { ExperimentSpec } from '#contract/experiment-spec'
import type { PixelImportance } from '#contract/pixel-importance'
import { WorkbenchError } from '#contract/problem'
import { loadVerified, splitDataset } from '../dataset'
import { learningImages, type FittedLearner, type Work } from '../learners'

/**
 * How much a forest needs each pixel, over the images that it learned from.
 * @throws WorkbenchError `pixelImportance.none` where the learner is no forest; the signal's reason
 */
export async function measurePixelImportance(
  learner: FittedLearner | null,
  spec: ExperimentSpec,
  work: Work,
): Promise<PixelImportance> {
  if (!learner?.pixelImportance)
    throw new WorkbenchError(
      'pixelImportance.none',
      'How much each pixel is needed is measured of random forests only.',
    )
  const dataset = await loadVerified(spec.dataset)
  const { train } = splitDataset(dataset, spec.dataset)
  return learner.pixelImportance(learningImages(dataset, train), work)
}
