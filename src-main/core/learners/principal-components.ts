import type { Learner } from '#contract/learner'
import type { PrincipalComponents } from '#contract/principal-components'
import { storedPcaKnn } from './pca-knn-learner'
import type { StoredArrays } from './stored-arrays'

/**
 * What a learner projects images on; null where it does not project them.
 * @throws Error where the arrays are not those of such a learner
 */
export function principalComponentsOf(
  learner: Learner,
  arrays: StoredArrays,
): PrincipalComponents | null {
  if (learner.type !== 'pcaKnn') return null
  const { mean, vectors, variances, totalVariance } = storedPcaKnn(learner, arrays).pca
  // Copies: what was read is a view of the whole file, which would cross to the window with it.
  return {
    mean: Float32Array.from(mean),
    vectors: Float32Array.from(vectors),
    variances: Float64Array.from(variances),
    totalVariance,
  }
}
