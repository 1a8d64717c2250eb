import { expect, it } from 'vitest'
import type { ActiveRun } from '#contract/training'
import { inPhase } from '../../../src-main/processes/in-phase'

const run: ActiveRun = {
  runId: 'aaaaaaaa01',
  name: 'one',
  status: 'running',
  phase: 'training',
  step: 990,
  steps: 1_000,
  epoch: 2.5,
  epochs: 5,
  imagesPerSecond: 100,
  memoryBytes: 1,
  secondsLeft: 3,
  counted: { unit: 'trees', done: 99, of: 100 },
}

it('begins the progress of a learner anew, and keeps that of a network', () => {
  expect(inPhase(run, 'testing')).toEqual({ ...run, phase: 'testing' })
  expect(inPhase({ ...run, epochs: 0 }, 'testing')).toMatchObject({
    phase: 'testing',
    step: 0,
    steps: 0,
    secondsLeft: null,
    counted: null,
  })
})
