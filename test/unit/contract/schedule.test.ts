import { describe, expect, it } from 'vitest'
import { plannedRate, usualSchedules, type RatePlan, type Schedule } from '#contract/schedule'

const plan = (schedule: Schedule, change: Partial<RatePlan> = {}): RatePlan => ({
  learningRate: 0.1,
  epochs: 10,
  warmupEpochs: 0,
  schedule,
  ...change,
})
const rates = (of: RatePlan, epochs: number[]) => epochs.map((epoch) => plannedRate(of, epoch))
const close = (values: number[]) => values.map((value) => expect.closeTo(value, 10) as number)

describe('plannedRate', () => {
  it('stays where it is when constant, and on a plateau nobody can plan', () => {
    expect(rates(plan(usualSchedules.constant), [0, 5, 10])).toEqual([0.1, 0.1, 0.1])
    expect(rates(plan(usualSchedules.plateau), [0, 5, 10])).toEqual([0.1, 0.1, 0.1])
  })

  it('falls along half a cosine', () => {
    expect(rates(plan(usualSchedules.cosine), [0, 5, 10])).toEqual(close([0.1, 0.05, 0]))
    // A quarter of the way the half cosine has lost (1 − cos 45°) / 2.
    expect(plannedRate(plan(usualSchedules.cosine), 2.5)).toBeCloseTo(
      0.1 * (1 - (1 - Math.SQRT1_2) / 2),
      10,
    )
    const floored = plan({ type: 'cosine', finalShare: 0.2 })
    expect(rates(floored, [5, 10])).toEqual(close([0.06, 0.02]))
  })

  it('steps down every few epochs', () => {
    const steps = plan({ type: 'step', everyEpochs: 3, factor: 0.5 })
    expect(rates(steps, [2.99, 3, 6, 9.5])).toEqual(close([0.1, 0.05, 0.025, 0.0125]))
  })

  it('rises and falls in one cycle', () => {
    const cycle = plan(usualSchedules.oneCycle)
    expect(rates(cycle, [0, 3, 10])).toEqual(close([0.004, 0.1, 4e-7]))
    expect(plannedRate(cycle, 1.5)).toBeCloseTo(0.052, 10)
  })

  it('warms up first, then goes the whole way of its schedule', () => {
    const warm = plan(usualSchedules.cosine, { warmupEpochs: 2 })
    expect(rates(warm, [0, 1, 2, 6, 10])).toEqual(close([0, 0.05, 0.1, 0.05, 0]))
  })

  it('bears a warm-up as long as the run', () => {
    expect(rates(plan(usualSchedules.cosine, { warmupEpochs: 10 }), [5, 9.9])).toEqual(
      close([0.05, 0.099]),
    )
  })
})
