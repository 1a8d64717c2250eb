import { expect, it } from 'vitest'
import { defaultExperiment, parseExperimentSpec } from '#contract/experiment-spec'

it('reads files from before there were schedules as what they were: one rate throughout', () => {
  const { recipe, ...rest } = defaultExperiment()
  const { schedule: _schedule, warmupEpochs: _warmup, ...old } = recipe
  const read = parseExperimentSpec(JSON.stringify({ ...rest, recipe: old }))
  expect(read.recipe).toMatchObject({ schedule: { type: 'constant' }, warmupEpochs: 0 })
})
