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

/** A run wants the cores for itself, and its times are kept. */
export const learnerYielded = () =>
  new WorkbenchError('learner.yielded', 'A run began, which ended the measurement.')
export const learnerBusy = () =>
  new WorkbenchError('learner.busy', 'A run is training; measure once it has ended.')
