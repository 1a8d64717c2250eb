import { z } from 'zod'

/**
 * Mean loss of the probability of the right class when a pixel is permuted over the images;
 * negative where that helped.
 */
export const pixelImportanceSchema = z.object({
  /** Training images that were measured, each judged by trees that did not see it. */
  images: z.number().int(),
  /** [height × width], over all images */
  overall: z.instanceof(Float32Array),
  /** [classes × height × width], over images of that class */
  perClass: z.instanceof(Float32Array),
})
export type PixelImportance = z.infer<typeof pixelImportanceSchema>
