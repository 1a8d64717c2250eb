import { describe, expect, it } from 'vitest'
import { usualEarlyStopping } from '#contract/early-stopping'
import type { EpochFigures } from '#contract/run'
import { BestEpoch } from '#core/training'

const epoch = (number: number, accuracy: number, loss = 1): EpochFigures => ({
  epoch: number,
  step: 10 * number,
  trainLoss: loss,
  trainAccuracy: accuracy,
  validationLoss: loss,
  validationAccuracy: accuracy,
  learningRate: 0.001,
  seconds: 1,
  imagesPerSecond: 1,
  time: 0,
})

describe('BestEpoch', () => {
  it('ends after so many epochs without a gain, counted from the best', () => {
    const best = new BestEpoch({ ...usualEarlyStopping, patience: 2 })
    const accuracies = [0.5, 0.7, 0.7, 0.6]
    const said = accuracies.map((accuracy, i) => [
      best.epochEnded(epoch(i + 1, accuracy)),
      best.shouldStop,
    ])
    expect(said).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, true],
    ])
    expect(best.state).toEqual({ best: 0.7, epoch: 2, epochsWithout: 2 })
  })

  it('takes a falling loss for better, and less than the smallest change for nothing', () => {
    const rule = { ...usualEarlyStopping, monitor: 'validation.loss', minimumChange: 0.1 } as const
    const best = new BestEpoch(rule)
    const losses = [1, 0.95, 0.85, 0.8]
    expect(losses.map((loss, i) => best.epochEnded(epoch(i + 1, 0.5, loss)))).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('never ends a run that was not asked to', () => {
    const best = new BestEpoch(null)
    for (let i = 1; i < 200; i += 1) best.epochEnded(epoch(i, 0.5))
    expect(best.shouldStop).toBe(false)
    expect(best.restores).toBe(false)
    expect(best.state.epoch).toBe(1)
  })

  it('goes on from what a checkpoint remembers', () => {
    const best = new BestEpoch({ ...usualEarlyStopping, patience: 2 })
    best.state = { best: 0.9, epoch: 3, epochsWithout: 1 }
    expect(best.epochEnded(epoch(5, 0.8))).toBe(false)
    expect(best.shouldStop).toBe(true)
  })
})
