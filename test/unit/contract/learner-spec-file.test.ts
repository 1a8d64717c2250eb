import { describe, expect, it } from 'vitest'
import { experimentSpecSchema, learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner, learnerGallery } from '#contract/learner'

/** As a file has it. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the spec file of a learner', () => {
  it.each(learnerGallery.map(({ id }) => id))('%s is read as it was written', (id) => {
    const found = galleryLearner(id)
    if (!found) throw new Error(id)
    const spec = learnerExperiment(found)
    expect(experimentSpecSchema.parse(written(spec))).toEqual(spec)
    const { learner, ...rest } = spec
    for (const key of Object.keys(learner)) {
      const lacking = Object.fromEntries(Object.entries(learner).filter(([name]) => name !== key))
      const read = experimentSpecSchema.safeParse(written({ ...rest, learner: lacking }))
      expect([key, read.success]).toEqual([key, false])
    }
    const more = written({ ...rest, learner: { ...learner, colour: 'blue' } })
    expect(experimentSpecSchema.safeParse(more).success).toBe(false)
  })
})
