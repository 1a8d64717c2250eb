import { afterEach, expect, it, vi } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import type { TrainerMessage } from '#contract/training'
import { TrainingProgress } from '../../../src-main/cli/progress'
import { testEnvironment } from '../../support/environment'

const { isTTY } = process.stderr
afterEach(() => {
  process.stderr.isTTY = isTTY
  vi.restoreAllMocks()
})

/** What stands on a terminal once all of this was said. */
function lastLine(...messages: TrainerMessage[]): string {
  process.stderr.isTTY = true
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const progress = new TrainingProgress({ json: true, verbose: false })
  for (const message of messages) progress.show(message)
  progress.show({ type: 'failed', problem: { code: 'end', values: {}, message: 'End.' } })
  return (
    write.mock.calls.map(([text]) => String(text)).findLast((text) => text.includes('left')) ?? ''
  )
}

it('tells of a fit what is counted, and forgets it with the next phase', () => {
  const forest = galleryLearner('random-forest')
  if (!forest) throw new Error('There is no forest.')
  const spec = learnerExperiment(forest)
  const size = { parameters: 0, multiplyAdds: 0, stepsPerEpoch: 0 }
  const prepared = {
    type: 'prepared',
    time: 0,
    environment: testEnvironment,
    spec,
    ...size,
  } as const
  const progress = {
    type: 'progress',
    step: 230,
    steps: 1_000,
    epoch: 0,
    imagesPerSecond: null,
    memoryBytes: 0,
    secondsLeft: 11,
    counted: { unit: 'trees', done: 23, of: 100 },
  } as const
  expect(lastLine(prepared, progress)).toContain('fitting 23% · 23 of 100 trees · 11 s left')
  expect(lastLine(prepared, { ...progress, counted: null })).toContain('fitting 23% · 11 s left')
  const testing = { type: 'phase', phase: 'testing' } as const
  expect(lastLine(prepared, progress, testing)).toContain('testing 0% · – left')
})
