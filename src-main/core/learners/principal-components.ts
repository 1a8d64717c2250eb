import type { Learner } from '#contract/learner'
import type { PrincipalComponents } from '#contract/principal-components'
import { doublesIn, floatsIn, type StoredArrays } from './stored-arrays'

/**
 * What a learner projects images on; null where it does not project them.
 * @throws Error where the arrays are not those of such a learner
 */
export function principalComponentsOf(
  learner: Learner,
  arrays: StoredArrays,
): PrincipalComponents | null {
  if (learner.type !== 'pcaKnn') return null
  const [totalVariance = 0] = doublesIn(arrays, 'totalVariance')
  // Copies: what was read is a view of the whole file, which would cross to the window with it.
  return {
    mean: floatsIn(arrays, 'mean').slice(),
    vectors: floatsIn(arrays, 'components').slice(),
    variances: doublesIn(arrays, 'variances').slice(),
    totalVariance,
  }
}
