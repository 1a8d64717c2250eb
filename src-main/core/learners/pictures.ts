import type { Learner } from '#contract/learner'
import type { LearnerPictures } from '#contract/learner-pictures'
import { arrayIn, type StoredArrays } from './stored-arrays'

/** So many of a kind that there can be hundreds of. */
const most = 40

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
    case 'svm':
      return [supportVectors(arrays)]
    case 'softmaxRegression':
      return [weights(arrays)]
    case 'naiveBayes': {
      const means = Float32Array.from(arrayIn(arrays, 'means', 'float64'))
      return [pictures('mean', false, means, arrayIn(arrays, 'shares', 'float64').length)]
    }
    case 'knn':
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
): LearnerPictures {
  return { kind, signed, count, values: Float32Array.from(values), notes }
}

/** With the share of all variance that each explains. */
function components(count: number, arrays: StoredArrays): LearnerPictures {
  const shown = Math.min(most, count)
  const [total = 1] = arrayIn(arrays, 'totalVariance', 'float64')
  const vectors = arrayIn(arrays, 'components', 'float32')
  const variances = arrayIn(arrays, 'variances', 'float64').subarray(0, shown)
  const shares = [...variances].map((each) => each / total)
  const values = vectors.subarray(0, (shown * vectors.length) / count)
  return pictures('component', true, values, shown, shares)
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

/** Those that the decisions of all pairs lean on most, by the sum of their coefficients' sizes. */
function supportVectors(arrays: StoredArrays): LearnerPictures {
  const [features = 1] = arrayIn(arrays, 'sizes', 'int32')
  const vectors = arrayIn(arrays, 'supportVectors', 'uint8')
  const coefficients = arrayIn(arrays, 'coefficients', 'float32')
  const count = vectors.length / features
  const influence = new Float64Array(count)
  for (const [at, coefficient] of coefficients.entries())
    influence[at % count] = (influence[at % count] ?? 0) + Math.abs(coefficient)
  const strongest = [...influence.keys()]
    .sort((a, b) => (influence[b] ?? 0) - (influence[a] ?? 0))
    .slice(0, most)
  const values = new Float32Array(strongest.length * features)
  for (const [place, vector] of strongest.entries())
    for (let pixel = 0; pixel < features; pixel += 1)
      values[place * features + pixel] = (vectors[vector * features + pixel] ?? 0) / 255
  const notes = strongest.map((vector) => influence[vector] ?? 0)
  return pictures('supportVector', false, values, strongest.length, notes)
}
