import { z } from 'zod'

/** How the learning rate moves over a run. */
export const scheduleSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('constant') }),
  /** Half a cosine from the rate to a share of it: Loshchilov and Hutter, “SGDR”, 2017. */
  z.strictObject({ type: z.literal('cosine'), finalShare: z.number().min(0).max(1) }),
  /** Times `factor` after each `everyEpochs` epochs. */
  z.strictObject({
    type: z.literal('step'),
    everyEpochs: z.number().int().min(1).max(1_000),
    factor: z.number().min(1e-4).max(1),
  }),
  /** Times `factor` when the validation loss has not fallen for `patience` epochs. */
  z.strictObject({
    type: z.literal('plateau'),
    factor: z.number().min(1e-4).max(1),
    patience: z.number().int().min(1).max(100),
    /** Epochs after a drop in which nothing is counted. */
    cooldown: z.number().int().min(0).max(100),
    /** The rate falls no lower. */
    minimum: z.number().min(0).max(1),
  }),
  /** Up to the rate and far below it again: Smith and Topin, “Super-convergence”, 2018. */
  z.strictObject({ type: z.literal('oneCycle'), riseShare: z.number().min(0.01).max(0.99) }),
])
export type Schedule = z.infer<typeof scheduleSchema>

/** The numbers that each schedule begins with in the editor. */
export const usualSchedules: { [T in Schedule['type']]: Extract<Schedule, { type: T }> } = {
  constant: { type: 'constant' },
  cosine: { type: 'cosine', finalShare: 0 },
  step: { type: 'step', everyEpochs: 3, factor: 0.5 },
  plateau: { type: 'plateau', factor: 0.1, patience: 3, cooldown: 0, minimum: 1e-6 },
  oneCycle: { type: 'oneCycle', riseShare: 0.3 },
}

export interface RatePlan {
  learningRate: number
  epochs: number
  schedule: Schedule
  /** Epochs in which the rate rises from 0; one-cycle brings its own rise. */
  warmupEpochs: number
}

/** Where one-cycle starts and ends, as in the authors' code and in PyTorch. */
const oneCycleStart = 1 / 25
const oneCycleEnd = oneCycleStart / 1e4

/**
 * The learning rate at a point of the run. Drops on a plateau are left out: only the run knows them.
 * @param epoch epochs done, with its fraction
 */
export function plannedRate(plan: RatePlan, epoch: number): number {
  const { schedule, learningRate, epochs, warmupEpochs } = plan
  if (schedule.type === 'oneCycle')
    return learningRate * oneCycle(epoch / epochs, schedule.riseShare)
  if (epoch < warmupEpochs) return (learningRate * epoch) / warmupEpochs
  switch (schedule.type) {
    case 'constant':
    case 'plateau':
      return learningRate
    case 'cosine': {
      const done = (epoch - warmupEpochs) / Math.max(epochs - warmupEpochs, 1e-9)
      return learningRate * anneal(1, schedule.finalShare, done)
    }
    case 'step':
      return learningRate * schedule.factor ** Math.floor(epoch / schedule.everyEpochs)
  }
}

function oneCycle(done: number, riseShare: number): number {
  if (done < riseShare) return anneal(oneCycleStart, 1, done / riseShare)
  return anneal(1, oneCycleEnd, (done - riseShare) / (1 - riseShare))
}

/** From `start` to `end` along half a cosine. */
function anneal(start: number, end: number, done: number): number {
  const share = (1 - Math.cos(Math.PI * Math.min(Math.max(done, 0), 1))) / 2
  return start + (end - start) * share
}
