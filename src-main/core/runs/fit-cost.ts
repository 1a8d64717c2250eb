import { trainingImages, type DatasetFigures } from '#contract/dataset'
import type { LearnerExperiment } from '#contract/experiment-spec'
import { inUse, type Learner, type LearnerType } from '#contract/learner'
import type { Estimate } from '#contract/training'

/** A finished run of a learner on this machine, as far as its cost goes. */
export interface PastFit {
  number: number
  spec: LearnerExperiment
  fitSeconds: number
  /** Of the whole test set. */
  predictSeconds: number
  peakMemoryBytes: number | null
}

/**
 * How the seconds grow with the training images: their powers in the fit and in an answer. Those of
 * the SVM are as measured from 2,500 to 20,000 images of MNIST: its answer grows with the support
 * vectors, whose share falls.
 */
const growth: Record<LearnerType, { fit: number; answer: number }> = {
  knn: { fit: 1, answer: 1 },
  pcaKnn: { fit: 1, answer: 1 },
  svm: { fit: 1.2, answer: 0.75 },
  randomForest: { fit: 1, answer: 0 },
  softmaxRegression: { fit: 1, answer: 0 },
  naiveBayes: { fit: 1, answer: 0 },
  majority: { fit: 1, answer: 0 },
}

/** The parameters that cost nothing, or that are reckoned with, made equal. */
function evened(learner: Learner): Record<string, unknown> {
  const parameters = inUse(learner)
  switch (learner.type) {
    case 'knn':
    case 'pcaKnn':
      return { ...parameters, weights: null, whiten: null }
    case 'randomForest':
      return { ...parameters, seed: null, trees: null }
    case 'naiveBayes':
      return { ...parameters, smoothing: null }
    default:
      return parameters
  }
}

const treesOf = (learner: Learner) => (learner.type === 'randomForest' ? learner.trees : 1)

/** How far apart two sizes may be, either way, for one to tell of the other. */
const reach = 16
/** Sizes so near are about the same. */
const near = 1.25

/**
 * Seconds and memory, told from the run of the same learner whose size, images and trees, is
 * nearest; null where there is none.
 * @param history the newest first
 */
export function tellFit(
  { learner, dataset }: LearnerExperiment,
  { trainCount, testCount }: DatasetFigures,
  history: readonly PastFit[],
): Estimate | null {
  const kind = JSON.stringify(evened(learner))
  const [nearest] = history
    .filter(({ spec }) => spec.dataset.id === dataset.id)
    .filter(({ spec }) => JSON.stringify(evened(spec.learner)) === kind)
    .map((past) => {
      const images =
        trainingImages(dataset, trainCount) / trainingImages(past.spec.dataset, trainCount)
      const trees = treesOf(learner) / treesOf(past.spec.learner)
      return { past, images, trees, apart: apartness(images) * apartness(trees) }
    })
    .filter(({ apart }) => apart <= reach)
    .toSorted((a, b) => a.apart - b.apart)
  if (!nearest) return null
  const { past, images, trees, apart } = nearest
  const { fit, answer } = growth[learner.type]
  const answers = (testCount + dataset.validationCount) / testCount
  const same = apart <= near
  return {
    seconds:
      trees * (past.fitSeconds * images ** fit + past.predictSeconds * images ** answer * answers),
    // What of a run's memory grows with the images is not known.
    memoryBytes: same ? past.peakMemoryBytes : null,
    basis: same ? 'sameLearner' : 'otherSize',
    runs: [past.number],
  }
}

/** Of a ratio: 1 where both are the same, whichever is greater. */
const apartness = (ratio: number) => Math.max(ratio, 1 / ratio)
