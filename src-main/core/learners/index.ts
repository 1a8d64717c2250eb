import type { Learner, LearnerOf, LearnerType } from '#contract/learner'
import type { Tensors } from '../native/tensorflow'
import { checkImages } from './check-images'
import { randomForest } from './forest-learner'
import { knn } from './knn-learner'
import { majority } from './majority'
import { naiveBayes } from './naive-bayes'
import { pcaKnn } from './pca-knn-learner'
import { softmaxRegression } from './softmax-regression'
import { readLearner } from './stored'
import { svm } from './svm-learner'
import type { FittedLearner, LearnerKind, LearningImages, Work } from './types'

export { imagesToLookAt, learningImages } from './learning-images'
export { logLoss } from './log-probabilities'
export { classSharesOf } from './majority'
export { picturesOf } from './pictures'
export { principalComponentsOf } from './principal-components'
export { readLearner, saveLearner } from './stored'
export { strongestSupportVectors } from './support-vectors'
export type { FittedLearner, LearnerAnswer, LearningImages, Voters, Work } from './types'

const kinds: { [Type in LearnerType]: LearnerKind<LearnerOf<Type>> } = {
  knn,
  pcaKnn,
  svm,
  randomForest,
  softmaxRegression,
  naiveBayes,
  majority,
}

/** The kind of a learner; its parameters are those of that kind. */
const kindOf = ({ type }: Learner) => kinds[type] as LearnerKind<Learner>

/** @throws WorkbenchError as `checkImages`, and where parameters and images do not go together */
export function checkLearner(learner: Learner, images: LearningImages): void {
  checkImages(learner.type, images)
  kindOf(learner).check?.(learner, images)
}

/** @throws WorkbenchError as `checkLearner`, before any work */
export async function fitLearner(
  tf: Tensors,
  learner: Learner,
  images: LearningImages,
  work: Work,
): Promise<FittedLearner> {
  checkLearner(learner, images)
  return kindOf(learner).fit(tf, learner, images, work)
}

/** @throws WorkbenchError `model.missing` or `model.damaged` */
export function loadLearner(tf: Tensors, folder: string): Promise<FittedLearner> {
  return readLearner(folder, (learner, arrays) => kindOf(learner).restore(tf, learner, arrays))
}
