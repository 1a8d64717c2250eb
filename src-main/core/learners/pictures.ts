import type { Learner } from '#contract/learner'
import type { LearnerPictures } from '#contract/learner-pictures'
import { bytesIn, doublesIn, floatsIn, numbersIn, type StoredArrays } from './stored-arrays'

/** So many of a kind that there can be hundreds of. */
const most = 40

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
    case 'svm':
      return [supportVectors(arrays)]
    case 'softmaxRegression':
      return [weights(arrays)]
    case 'naiveBayes': {
      const means = Float32Array.from(doublesIn(arrays, 'means'))
      return [pictures('mean', false, means, doublesIn(arrays, 'shares').length)]
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
  const [total = 1] = doublesIn(arrays, 'totalVariance')
  const vectors = floatsIn(arrays, 'components')
  const shares = [...doublesIn(arrays, 'variances').subarray(0, shown)].map((each) => each / total)
  const values = vectors.subarray(0, (shown * vectors.length) / count)
  return pictures('component', true, values, shown, shares)
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

/** Those that the decisions of all pairs lean on most, by the sum of their coefficients' sizes. */
function supportVectors(arrays: StoredArrays): LearnerPictures {
  const [features = 1] = numbersIn(arrays, 'sizes')
  const vectors = bytesIn(arrays, 'supportVectors')
  const coefficients = floatsIn(arrays, 'coefficients')
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
