import { z } from 'zod'
import { runIdSchema } from './run'

export const neighboursQuerySchema = z.strictObject({
  runId: runIdSchema,
  /** Position in the test set. */
  image: z.number().int().min(0).max(10_000_000),
})
export type NeighboursQuery = z.infer<typeof neighboursQuerySchema>

/** The training images that voted on one image, nearest first, and how the vote came out. */
export const votingNeighboursSchema = z.object({
  /** [k], positions in the file of training images */
  positions: z.instanceof(Uint32Array),
  /** [k] */
  labels: z.instanceof(Uint8Array),
  /** [k]: straight distance of pixels of 0…1 or of projected points, or 1 − cosine */
  distances: z.instanceof(Float64Array),
  /** [k], each one's part of the whole vote; they sum to 1 */
  shares: z.instanceof(Float64Array),
  /** [classes], what the votes for each class come to */
  probabilities: z.instanceof(Float32Array),
  predicted: z.number().int(),
  /** [k × height × width], bytes 0…255 */
  pixels: z.instanceof(Uint8Array),
})
export type VotingNeighbours = z.infer<typeof votingNeighboursSchema>

/** So many neighbours are measured at most. */
export const mostNeighboursMeasured = 20

export const neighbourAccuracySchema = z.object({
  /** Test images where none were held back: then they no longer measure a k that is chosen by them. */
  measuredOn: z.enum(['validation', 'test']),
  images: z.number().int(),
  /** Share of right answers with 1, 2 … neighbours, at most `mostNeighboursMeasured`. */
  accuracies: z.instanceof(Float64Array),
})
export type NeighbourAccuracy = z.infer<typeof neighbourAccuracySchema>
