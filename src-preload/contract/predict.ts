import { z } from 'zod'
import { votingNeighboursSchema } from './neighbours'
import { runIdSchema } from './run'

/** A drawing as ink in bytes (0 paper, 255 ink), square, any size. */
export const drawingSchema = z
  .strictObject({
    runId: runIdSchema,
    size: z.number().int().min(8).max(1_024),
    ink: z.instanceof(Uint8Array),
  })
  .refine(({ size, ink }) => ink.length === size * size, 'ink has to hold size × size bytes')
export type Drawing = z.infer<typeof drawingSchema>

export const predictionSchema = z.object({
  classNames: z.array(z.string()),
  probabilities: z.instanceof(Float32Array),
  /** They are shares of votes. */
  votes: z.boolean(),
  /** What the model saw: 28×28 bytes after MNIST's own preprocessing. */
  image: z.instanceof(Uint8Array),
  /** Null where no training images vote. */
  neighbours: votingNeighboursSchema.nullable(),
  milliseconds: z.number(),
})
export type Prediction = z.infer<typeof predictionSchema>
