import type { LearnerOf } from '#contract/learner'
import type { Tensors } from '../native/tensorflow'
import { checkNeighbours, findNeighbours, fitKnn, voting, type KnnModel } from './knn'
import { arrayIn } from './stored-arrays'
import type { FittedLearner, LearnerKind, StoredArrays } from './types'

/** Nearest neighbours on pixels, by projection where that saves work. */
export const knn: LearnerKind<LearnerOf<'knn'>> = {
  check: ({ k }, images) => checkNeighbours(k, images.count),
  async fit(tf, learner, images, work) {
    return fitted(tf, await fitKnn(tf, images, settingsOf(learner), work))
  },
  restore: (tf, learner, arrays) => fitted(tf, storedKnn(learner, arrays)),
}

/** @throws Error where the arrays are not those of such a learner */
export function storedKnn(learner: LearnerOf<'knn'>, arrays: StoredArrays): KnnModel {
  const [count = 0, features = 0, classes = 0, width = 0] = arrayIn(arrays, 'sizes', 'int32')
  const basis = width > 0 ? { width, vectors: arrayIn(arrays, 'basis', 'float32') } : null
  const pixels = arrayIn(arrays, 'pixels', 'uint8')
  const labels = arrayIn(arrays, 'labels', 'uint8')
  return { settings: settingsOf(learner), count, features, classes, pixels, labels, basis }
}

export function settingsOf({ k, metric, weights }: LearnerOf<'knn'>) {
  return { neighbours: k, metric, weights, search: 'projection' as const }
}

function fitted(tf: Tensors, model: KnnModel): FittedLearner {
  const { count, features, classes, pixels, labels, basis } = model
  return {
    parameters: pixels.length + labels.length,
    ...voting(model, (images, neighbours, work) =>
      findNeighbours(tf, model, images, neighbours, work),
    ),
    store: () => ({
      sizes: Int32Array.of(count, features, classes, basis?.width ?? 0),
      pixels,
      labels,
      basis: basis?.vectors ?? new Float32Array(),
    }),
  }
}
