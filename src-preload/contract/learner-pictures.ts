import { z } from 'zod'

/** Numbers of a fitted learner as images of the size of those that it learned from. */
export const learnerPicturesSchema = z.object({
  kind: z.enum(['importance', 'ink', 'component', 'weight', 'mean']),
  /** Whether negative values say the opposite of positive ones; otherwise there are none. */
  signed: z.boolean(),
  count: z.number().int(),
  /** So many there are; not all are shown. */
  total: z.number().int(),
  /** [count × height × width] */
  values: z.instanceof(Float32Array),
  /** One for each picture: explained variance; empty where there is nothing to tell. */
  notes: z.array(z.number()),
})
export type LearnerPictures = z.infer<typeof learnerPicturesSchema>
