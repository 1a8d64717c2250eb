import { z } from 'zod'

/** What images are projected on and rebuilt from; pixels are divided by 255. */
export const principalComponentsSchema = z.object({
  /** [pixels] */
  mean: z.instanceof(Float32Array),
  /** [components × pixels], rows of length 1 by falling variance */
  vectors: z.instanceof(Float32Array),
  /** [components] */
  variances: z.instanceof(Float64Array),
  /** Of all pixels, kept components or not. */
  totalVariance: z.number(),
})
export type PrincipalComponents = z.infer<typeof principalComponentsSchema>

export interface ExplainedVariance {
  /** [components], of the whole variance */
  shares: Float64Array
  /** [components], of the components up to each; at most 1 */
  cumulative: Float64Array
}

/** How much of what makes images differ each component tells. */
export function explainedVariance({
  variances,
  totalVariance,
}: {
  variances: Float64Array
  totalVariance: number
}): ExplainedVariance {
  const shares = variances.map((variance) => variance / totalVariance)
  let sum = 0
  return { shares, cumulative: shares.map((share) => Math.min(1, (sum += share))) }
}
