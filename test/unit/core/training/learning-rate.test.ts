import { describe, expect, it } from 'vitest'
import type { Schedule } from '#contract/schedule'
import { LearningRate } from '#core/training'

const rateOf = (schedule: Schedule, warmupEpochs = 0) =>
  new LearningRate({ learningRate: 0.1, epochs: 20, schedule, warmupEpochs }, 10)

const plateau: Schedule = { type: 'plateau', factor: 0.1, patience: 2, cooldown: 1, minimum: 5e-4 }

/** What is left of the rate after each of the epochs' validation losses. */
function after(losses: number[]): number[] {
  const rate = rateOf(plateau)
  return losses.map((loss, epoch) => {
    rate.epochEnded(loss)
    return Number(rate.at(epoch + 1, 0).toPrecision(6))
  })
}

describe('LearningRate', () => {
  it('gives no step of a warm-up or a cosine a rate of zero', () => {
    expect(rateOf({ type: 'constant' }, 1).at(0, 0)).toBeCloseTo(0.005, 10)
    expect(rateOf({ type: 'cosine', finalShare: 0 }).at(19, 9)).toBeGreaterThan(0)
  })

  it('drops after `patience` epochs without a lower validation loss', () => {
    expect(after([1, 0.9, 0.95, 0.9])).toEqual([0.1, 0.1, 0.1, 0.01])
  })

  it('says to what it drops, and only then', () => {
    const rate = rateOf(plateau)
    const told = [1, 1, 1, 1].map((loss) => rate.epochEnded(loss))
    expect(told).toEqual([null, null, expect.closeTo(0.01, 10), null])
  })

  it('counts nothing while it cools down, and keeps to its minimum', () => {
    // The drop comes after the third epoch, the fourth cools, the next two count again.
    const rates = after([1, 1, 1, 1, 1, 1, 1, 1, 1])
    expect(rates).toEqual([0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 0.0005])
  })

  it('takes a loss that is no number for one that did not fall', () => {
    expect(after([1, Number.NaN, Number.NaN])).toEqual([0.1, 0.1, 0.01])
  })
})
