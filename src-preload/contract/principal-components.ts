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
