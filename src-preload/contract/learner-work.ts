import { z } from 'zod'
import { WorkbenchError } from './problem'
import { runIdSchema } from './run'

/** Of what is worked out of a fitted learner when it is asked for. */
export const learnerProgressSchema = z.object({
  runId: runIdSchema,
  /** 0…1 */
  share: z.number(),
  /** Null before it can be told. */
  secondsLeft: z.number().nullable(),
})
export type LearnerProgress = z.infer<typeof learnerProgressSchema>

/** What such work ends with that was cancelled. */
export const learnerCancelled = () =>
  new WorkbenchError('learner.cancelled', 'The measurement was cancelled.')
