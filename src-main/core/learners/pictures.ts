import type { Learner } from '#contract/learner'
import type { LearnerPictures } from '#contract/learner-pictures'
import { arrayIn, type StoredArrays } from './stored-arrays'

/** So many components, of which there can be hundreds. */
const most = 100

/** What a fitted learner can be seen by: its numbers as images of the size of its images. */
export function picturesOf(learner: Learner, arrays: StoredArrays): LearnerPictures[] {
  switch (learner.type) {
    case 'randomForest': {
      const [, classes = 0] = arrayIn(arrays, 'sizes', 'int32')
      return [
        pictures('importance', false, arrayIn(arrays, 'importance', 'float32'), 1),
        pictures('ink', true, arrayIn(arrays, 'ink', 'float32'), classes),
      ]
    }
    case 'pcaKnn':
      return [components(learner.components, arrays)]
    case 'softmaxRegression':
      return [weights(arrays)]
    case 'naiveBayes': {
      const means = Float32Array.from(arrayIn(arrays, 'means', 'float64'))
      return [pictures('mean', false, means, arrayIn(arrays, 'shares', 'float64').length)]
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
  const [total = 1] = arrayIn(arrays, 'totalVariance', 'float64')
  const vectors = arrayIn(arrays, 'components', 'float32')
  const variances = arrayIn(arrays, 'variances', 'float64').subarray(0, shown)
  const shares = [...variances].map((each) => each / total)
  const values = vectors.subarray(0, (shown * vectors.length) / count)
  return pictures('component', true, values, shown, shares, count)
}

/** A column of the kernel for each class; the biases stand behind it. */
function weights(arrays: StoredArrays): LearnerPictures {
  const [classes = 1] = arrayIn(arrays, 'classes', 'int32')
  const stored = arrayIn(arrays, 'weights', 'float32')
  const pixels = stored.length / classes - 1
  const values = new Float32Array(classes * pixels)
  for (let label = 0; label < classes; label += 1)
    for (let pixel = 0; pixel < pixels; pixel += 1)
      values[label * pixels + pixel] = stored[pixel * classes + label] ?? 0
  return pictures('weight', true, values, classes)
}
