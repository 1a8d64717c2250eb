import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner, type LearnerOf } from '#contract/learner'
import type { SvmSearch } from '#contract/svm-search'

/** A search of seconds: two values of C, two of gamma, one of which is no good. */
export function smallSearch(
  change: Partial<SvmSearch> = {},
  machine: Partial<LearnerOf<'svm'>> = {},
): SvmSearch {
  const svm = galleryLearner('svm-rbf')
  if (svm?.learner.type !== 'svm') throw new Error('The gallery has no support vector machine.')
  const learner = { ...svm.learner, ...machine }
  return {
    spec: learnerExperiment({ ...svm, learner }),
    costs: [1, 5],
    gammas: [0.02, 1],
    folds: 2,
    images: 400,
    halving: null,
    seed: 1,
    ...change,
  }
}
