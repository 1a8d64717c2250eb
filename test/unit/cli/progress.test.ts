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

/** All that a terminal of 80 columns gets, once all of this was said. */
function written(...messages: TrainerMessage[]): string[] {
  process.stderr.isTTY = true
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const progress = new TrainingProgress({ json: true, verbose: false })
  for (const message of messages) progress.show(message)
  progress.say('Stopping.')
  progress.show({ type: 'failed', problem: { code: 'end', values: {}, message: 'End.' } })
  return write.mock.calls.map(([text]) => String(text))
}

/** What stands on the line at last. */
const lastLine = (...messages: TrainerMessage[]) =>
  written(...messages).findLast((text) => /^[█░\w]/.test(text) && !text.endsWith('\n')) ?? ''

const clearLine = '\x1b[2K'

const size = { parameters: 0, multiplyAdds: 0, stepsPerEpoch: 0 }
const prepared = {
  type: 'prepared',
  time: 0,
  environment: testEnvironment,
  spec: forestSpec(),
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

function forestSpec() {
  const forest = galleryLearner('random-forest')
  if (!forest) throw new Error('There is no forest.')
  return learnerExperiment(forest)
}

it('tells of a fit what is counted, and forgets it with the next phase', () => {
  expect(lastLine(prepared, progress)).toContain('fitting 23% · 11 s left · 23 of 100 trees')
  expect(lastLine(prepared, { ...progress, counted: null })).toContain('fitting 23% · 11 s left')
  const testing = { type: 'phase', phase: 'testing' } as const
  expect(lastLine(prepared, progress, testing)).toContain('testing 0% · – left')
})

it('calls a number of iterations a limit, as it may converge before', () => {
  const counted = { unit: 'iterations', done: 137, of: 200 } as const
  const line = lastLine(prepared, { ...progress, step: 685, secondsLeft: 4.2, counted })
  expect(line).toMatch(/fitting 68% · at most 5 s left · 137 iterations, at most 200$/)
})

it('shows no bar while it saves, and leaves nothing of it behind', () => {
  const saving = { type: 'phase', phase: 'saving' } as const
  expect(lastLine(prepared, progress, saving)).toBe('saving')
  const all = written(prepared, progress)
  expect(all.at(-1)).toBe(clearLine)
})

it('clears the line for what is said meanwhile, and goes on below', () => {
  const all = written(prepared, progress)
  const said = all.indexOf('Stopping.\n')
  expect(all.slice(0, said).findLast((text) => !text.startsWith('\x1b[1G'))).toBe(clearLine)
  expect(all.slice(said).some((text) => text.includes('fitting 23%'))).toBe(true)
})
