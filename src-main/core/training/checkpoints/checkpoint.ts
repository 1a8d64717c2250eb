import { z } from 'zod'
import type { StepState } from '../training-step'

/**
 * Where a run stands between two steps. With the spec, whose seed gives every draw, it is all that
 * is needed to go on as if nothing had happened.
 */
export const checkpointHeadSchema = z.strictObject({
  /** The next step: epochs done, and steps of the epoch under way. */
  epoch: z.number().int().min(0),
  index: z.number().int().min(0),
  /** Parts of a batch side by side: other parts would round otherwise. */
  towers: z.number().int().min(1),
  /** Of the run so far, pauses and checks included. */
  seconds: z.number().min(0),
  lossScale: z
    .strictObject({ scale: z.number().positive(), steps: z.number().int().min(0) })
    .nullable(),
  rate: z.strictObject({
    share: z.number().positive(),
    plateau: z
      .strictObject({
        best: z.number().nullable(),
        epochsWithout: z.number().int().min(0),
        cooling: z.number().int().min(0),
        share: z.number().positive(),
      })
      .nullable(),
  }),
  best: z.strictObject({
    best: z.number().nullable(),
    epoch: z.number().int().min(0),
    epochsWithout: z.number().int().min(0),
  }),
  report: z.strictObject({
    steps: z.number().int().min(0),
    epochsDone: z.number().int().min(0),
    images: z.number().int().min(0),
    trainingSeconds: z.number().min(0),
    validatingSeconds: z.number().min(0),
    learningRate: z.number().min(0),
    epoch: z.strictObject({
      images: z.number().int().min(0),
      lossSum: z.number(),
      correct: z.number(),
      startedAt: z.number().min(0),
    }),
  }),
})
export type CheckpointHead = z.infer<typeof checkpointHeadSchema>

export interface Checkpoint {
  head: CheckpointHead
  /** As in `StepState`. */
  values: StepState['values']
}
