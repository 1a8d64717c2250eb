import type { Learner } from '#contract/learner'
import type { LearnerPictures } from '#contract/learner-pictures'
import { doublesIn, floatsIn, numbersIn, type StoredArrays } from './stored-arrays'

/** So many components, of which there can be hundreds. */
const most = 100

/** What a fitted learner can be seen by: its numbers as images of the size of its images. */
export function picturesOf(learner: Learner, arrays: StoredArrays): LearnerPictures[] {
  switch (learner.type) {
    case 'randomForest':
      return [
        pictures('importance', false, floatsIn(arrays, 'importance'), 1),
        pictures('ink', true, floatsIn(arrays, 'ink'), numbersIn(arrays, 'sizes')[1] ?? 0),
      ]
    case 'pcaKnn':
      return [components(learner.components, arrays)]
    case 'softmaxRegression':
      return [weights(arrays)]
    case 'naiveBayes': {
      const means = Float32Array.from(doublesIn(arrays, 'means'))
      return [pictures('mean', false, means, doublesIn(arrays, 'shares').length)]
    }
    case 'knn':
    case 'svm':
    case 'majority':
      return []
  }
}

function pictures(
  kind: LearnerPictures['kind'],
  signed: boolean,
  values: Float32Array,
  count: number,
  notes: number[] = [],
  total = count,
): LearnerPictures {
  return { kind, signed, count, total, values: Float32Array.from(values), notes }
}

/** With the share of all variance that each explains. */
function components(count: number, arrays: StoredArrays): LearnerPictures {
  const shown = Math.min(most, count)
  const [total = 1] = doublesIn(arrays, 'totalVariance')
  const vectors = floatsIn(arrays, 'components')
  const shares = [...doublesIn(arrays, 'variances').subarray(0, shown)].map((each) => each / total)
  const values = vectors.subarray(0, (shown * vectors.length) / count)
  return pictures('component', true, values, shown, shares, count)
}

/** A column of the kernel for each class; the biases stand behind it. */
function weights(arrays: StoredArrays): LearnerPictures {
  const [classes = 1] = numbersIn(arrays, 'classes')
  const stored = floatsIn(arrays, 'weights')
  const pixels = stored.length / classes - 1
  const values = new Float32Array(classes * pixels)
  for (let label = 0; label < classes; label += 1)
    for (let pixel = 0; pixel < pixels; pixel += 1)
      values[label * pixels + pixel] = stored[pixel * classes + label] ?? 0
  return pictures('weight', true, values, classes)
}
