import { z } from 'zod'

/** So many are shown, of all or of one class. */
export const mostSupportVectors = 40

/**
 * The training images that an SVM's borders lean on most, by the sum of their coefficients' sizes:
 * at most `mostSupportVectors` of each class, among which the strongest of all are. Strongest first.
 */
export const supportVectorsSchema = z.object({
  /** [classes], of all that the machine keeps */
  counts: z.instanceof(Uint32Array),
  labels: z.instanceof(Uint8Array),
  /** In the file of training images. */
  positions: z.instanceof(Uint32Array),
  influence: z.instanceof(Float32Array),
  /** [vectors × height × width], bytes 0…255 */
  pixels: z.instanceof(Uint8Array),
})
export type SupportVectors = z.infer<typeof supportVectorsSchema>
