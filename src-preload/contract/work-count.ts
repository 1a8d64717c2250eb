import { z } from 'zod'

/** Of work that goes by pieces one can name: how many are done, and of how many. */
export const workCountSchema = z.object({
  unit: z.enum(['trees', 'pairs', 'iterations']),
  done: z.number().int().nonnegative(),
  of: z.number().int().positive(),
})
export type WorkCount = z.infer<typeof workCountSchema>
