import { expect, it } from 'vitest'
import { defaultExperiment, parseExperimentSpec } from '#contract/experiment-spec'

it('reads files from before there were schedules as what they were: one rate throughout', () => {
  const spec = defaultExperiment()
  const old = Object.entries(spec.recipe).filter(
    ([key]) => key !== 'schedule' && key !== 'warmupEpochs',
  )
  const read = parseExperimentSpec(JSON.stringify({ ...spec, recipe: Object.fromEntries(old) }))
  expect(read.recipe).toMatchObject({ schedule: { type: 'constant' }, warmupEpochs: 0 })
})
