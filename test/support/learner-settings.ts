import { learnerGallery, type LearnerOf, type LearnerType } from '#contract/learner'
import { settingsOf as ofForest } from '#core/learners/forest-learner'
import { settingsOf as ofKnn } from '#core/learners/knn-learner'
import { settingsOf as ofPcaKnn } from '#core/learners/pca-knn-learner'
import { settingsOf as ofSvm } from '#core/learners/svm-learner'

/** The learner of this type as it ships. */
export function usualLearner<Type extends LearnerType>(type: Type): LearnerOf<Type> {
  const found = learnerGallery.find(({ learner }) => learner.type === type)
  if (!found) throw new Error(`The gallery has no learner “${type}”.`)
  return found.learner as LearnerOf<Type>
}

/** Its parameters as the core takes them. */
export const usualSettings = {
  knn: ofKnn(usualLearner('knn')),
  pcaKnn: ofPcaKnn(usualLearner('pcaKnn')),
  svm: ofSvm(usualLearner('svm')),
  forest: ofForest(usualLearner('randomForest')),
}
