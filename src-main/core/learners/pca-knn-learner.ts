import type { LearnerOf } from '#contract/learner'
import type { Tensors } from '../native/tensorflow'
import { checkNeighbours, findPcaNeighbours, fitPcaKnn, voting, type PcaKnnModel } from './knn'
import { checkComponents } from './pca'
import { arrayIn } from './stored-arrays'
import type { FittedLearner, LearnerKind, StoredArrays } from './types'

/** Nearest neighbours in the leading principal components. */
export const pcaKnn: LearnerKind<LearnerOf<'pcaKnn'>> = {
  check({ k, components }, images) {
    checkNeighbours(k, images.count)
    checkComponents(images, components)
  },
  async fit(tf, learner, images, work) {
    return fitted(tf, await fitPcaKnn(tf, images, settingsOf(learner), work))
  },
  restore: (tf, learner, arrays) => fitted(tf, storedPcaKnn(learner, arrays)),
}

/** @throws Error where the arrays are not those of such a learner */
export function storedPcaKnn(learner: LearnerOf<'pcaKnn'>, arrays: StoredArrays): PcaKnnModel {
  const [count = 0, features = 0, classes = 0] = arrayIn(arrays, 'sizes', 'int32')
  const [totalVariance = 0] = arrayIn(arrays, 'totalVariance', 'float64')
  const pca = {
    features,
    components: learner.components,
    mean: arrayIn(arrays, 'mean', 'float32'),
    vectors: arrayIn(arrays, 'components', 'float32'),
    variances: arrayIn(arrays, 'variances', 'float64'),
    totalVariance,
  }
  const projected = arrayIn(arrays, 'projected', 'float32')
  const labels = arrayIn(arrays, 'labels', 'uint8')
  return { settings: settingsOf(learner), count, classes, pca, projected, labels }
}

export function settingsOf({ components, whiten, k, weights }: LearnerOf<'pcaKnn'>) {
  return { components, whiten, neighbours: k, weights }
}

function fitted(tf: Tensors, model: PcaKnnModel): FittedLearner {
  const { pca, projected, labels, count, classes } = model
  const { mean, vectors, variances, totalVariance, features } = pca
  return {
    parameters: mean.length + vectors.length + projected.length + labels.length,
    ...voting(model, (images, neighbours, work) =>
      findPcaNeighbours(tf, model, images, neighbours, work),
    ),
    store: () => ({
      sizes: Int32Array.of(count, features, classes),
      mean,
      components: vectors,
      variances,
      totalVariance: Float64Array.of(totalVariance),
      projected,
      labels,
    }),
  }
}
