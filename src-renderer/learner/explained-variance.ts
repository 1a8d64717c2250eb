import type { PrincipalComponents } from '#contract/principal-components'

type Variances = Pick<PrincipalComponents, 'variances' | 'totalVariance'>

export interface ExplainedVariance {
  /** [components], of the whole variance */
  shares: Float64Array
  /** [components], of the components up to each; at most 1 */
  cumulative: Float64Array
}

/** How much of what makes images differ each component tells. */
export function explainedVariance({ variances, totalVariance }: Variances): ExplainedVariance {
  const shares = variances.map((variance) => variance / totalVariance)
  let sum = 0
  return { shares, cumulative: shares.map((share) => Math.min(1, (sum += share))) }
}

/** How many of the leading components tell so much of it; null where all together do not. */
export function componentsFor(share: number, cumulative: Float64Array): number | null {
  const at = cumulative.findIndex((each) => each >= share)
  return at < 0 ? null : at + 1
}
