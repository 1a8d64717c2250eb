import type { Learner, LearnerOf } from '#contract/learner'
import { largest } from '../model/scores'
import { arrayIn } from './stored-arrays'
import type { FittedLearner, LearnerKind, LearningImages, StoredArrays } from './types'

/** The most frequent class, whatever the image: what every other learner has to beat. */
export const majority: LearnerKind<LearnerOf<'majority'>> = {
  fit: (_tf, _settings, images) => Promise.resolve(fitted(classShares(images))),
  restore: (_tf, _settings, arrays) => fitted(arrayIn(arrays, 'shares', 'float64')),
}

/**
 * [classes], sums to 1; null where a learner keeps more than these.
 * @throws Error where the arrays are not those of such a learner
 */
export const classSharesOf = (learner: Learner, arrays: StoredArrays) =>
  learner.type === 'majority' ? Float64Array.from(arrayIn(arrays, 'shares', 'float64')) : null

/** @returns [classes], sums to 1 */
export function classShares({ labels, classes, count }: LearningImages): Float64Array {
  const counts = new Float64Array(classes)
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  return counts.map((each) => each / count)
}

/** @param shares of the classes among the training images; the first of the largest is said */
function fitted(shares: Float64Array): FittedLearner {
  const most = largest(shares)
  return {
    parameters: shares.length,
    answer: (_pixels, count) => {
      const probabilities = new Float32Array(count * shares.length)
      for (let image = 0; image < count; image += 1)
        probabilities.set(shares, image * shares.length)
      return Promise.resolve({ predicted: new Uint8Array(count).fill(most), probabilities })
    },
    store: () => ({ shares }),
  }
}
