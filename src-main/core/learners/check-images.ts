import type { LearnerType } from '#contract/learner'
import { WorkbenchError } from '#contract/problem'
import type { LearningImages } from './types'

/** They lay borders between classes; of one class, the weights of a softmax would grow without end. */
const needTwoClasses: ReadonlySet<LearnerType> = new Set(['svm', 'softmaxRegression'])
/** Without a difference there is neither a border nor a component of any variance. */
const needDifferences: ReadonlySet<LearnerType> = new Set(['svm', 'pcaKnn'])

/**
 * Whether a learner can be fitted to such images at all. All others answer with the one class, or
 * with the shares of the classes, as they do in scikit-learn. That there are images, and labels that
 * belong to them, is seen to where they are read and split.
 * @throws WorkbenchError `learner.oneClass` or `learner.sameImages`
 */
export function checkImages(type: LearnerType, { labels, pixels, features }: LearningImages): void {
  if (needTwoClasses.has(type) && labels.every((label) => label === labels[0]))
    throw new WorkbenchError(
      'learner.oneClass',
      'All training images are of one class: there is none to tell it apart from.',
    )
  if (needDifferences.has(type) && pixels.every((byte, at) => byte === pixels[at % features]))
    throw new WorkbenchError(
      'learner.sameImages',
      'All training images are the same: there is nothing to learn from their pixels.',
    )
}
