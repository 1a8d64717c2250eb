import { z } from 'zod'

/** Ends a run when a figure of its epochs no longer gets better. */
export const earlyStoppingSchema = z.strictObject({
  /** A loss gets better as it falls, an accuracy as it rises. */
  monitor: z.enum(['validation.loss', 'validation.accuracy', 'train.loss', 'train.accuracy']),
  /** Less than this is no improvement. */
  minimumChange: z.number().min(0).max(1),
  /** Epochs without improvement before it ends. */
  patience: z.number().int().min(1).max(100),
  /** Test and keep the weights of the best epoch instead of the last. */
  restoreBest: z.boolean(),
})
export type EarlyStopping = z.infer<typeof earlyStoppingSchema>

/** What the switch turns on. */
export const usualEarlyStopping: EarlyStopping = {
  monitor: 'validation.accuracy',
  minimumChange: 0,
  patience: 5,
  restoreBest: true,
}
