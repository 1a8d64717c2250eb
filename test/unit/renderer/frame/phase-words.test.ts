import { describe, expect, it } from 'vitest'
import type { ActiveRun } from '#contract/training'
import { phaseWords } from '../../../../src-renderer/frame/phase-words'
import { i18n } from '../../../../src-renderer/i18n'

const run: ActiveRun = {
  runId: 'aaaaaaaa01',
  name: 'MNIST · SVM',
  status: 'running',
  phase: 'training',
  step: 978,
  steps: 1_000,
  epoch: 0,
  epochs: 0,
  imagesPerSecond: null,
  memoryBytes: 9e8,
  secondsLeft: 1,
  counted: null,
}
const words = (change: Partial<ActiveRun>) => phaseWords(i18n.global.t, { ...run, ...change })

describe('what a run does now', () => {
  it('is told of a learner with the share of that alone', () => {
    expect(words({})).toBe('Fitting 97\u202f%')
    expect(words({ phase: 'testing', step: 189 })).toBe('Testing 18\u202f%')
    expect(words({ phase: 'preparing', step: 0, steps: 0 })).toBe('Preparing')
  })

  it('is told of a network without: its steps are of the whole', () => {
    expect(words({ phase: 'validating', epochs: 5 })).toBe('Validating')
  })
})
