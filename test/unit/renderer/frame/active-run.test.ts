import { expect, it } from 'vitest'
import type { ActiveRun } from '#contract/training'
import { canBePaused } from '../../../../src-renderer/frame/active-run'

const network: ActiveRun = {
  runId: 'aaaaaaaa01',
  name: 'one',
  status: 'running',
  phase: 'training',
  step: 3,
  steps: 100,
  epoch: 0.1,
  epochs: 5,
  imagesPerSecond: 2_500,
  memoryBytes: 9e8,
  secondsLeft: 60,
  counted: null,
}

it('offers a pause between steps only, which a fit does not have', () => {
  expect(canBePaused(network)).toBe(true)
  expect(canBePaused({ ...network, phase: 'validating' })).toBe(true)
  expect(canBePaused({ ...network, status: 'paused', phase: 'preparing' })).toBe(true)
  expect(canBePaused({ ...network, phase: 'testing' })).toBe(false)
  expect(canBePaused({ ...network, epochs: 0 })).toBe(false)
  expect(canBePaused(null)).toBe(false)
})
