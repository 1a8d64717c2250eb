import { expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
import { defaultExperiment, isNetwork, parseExperimentSpec } from '#contract/experiment-spec'

it('reads files from before there was more to a recipe as what they were', () => {
  const spec = defaultExperiment()
  const { epochs, batchSize, optimizer, learningRate, weightDecay, dropout, seed } = spec.recipe
  const first = { epochs, batchSize, optimizer, learningRate, weightDecay, dropout, seed }
  const augmentation = { rotationDegrees: 15, shiftPixels: 2 }
  const text = JSON.stringify({ ...spec, recipe: { ...first, augmentation } })
  const parsed = parseExperimentSpec(text)
  expect(isNetwork(parsed) && parsed.recipe).toEqual({
    ...first,
    schedule: { type: 'constant' },
    warmupEpochs: 0,
    augmentation: { ...noAugmentation, ...augmentation },
    labelSmoothing: 0,
    clipNorm: null,
    accumulation: 1,
    averageDecay: null,
    earlyStopping: null,
    precision: 'float32',
    checkpointMinutes: 5,
    towers: null,
  })
})

it('a spec file may begin with a byte order mark', () => {
  const spec = defaultExperiment()
  expect(parseExperimentSpec(`\uFEFF${JSON.stringify(spec)}`)).toEqual(spec)
})
