import { noAugmentation } from '#contract/augmentation'
import { describe, expect, it } from 'vitest'
import { smallExperiment, trainSmall } from '../../support/engine/experiment'

describe('a run', () => {
  it('is the same for the same seed and another for another', async () => {
    const losses = async (seed: number) => {
      const spec = smallExperiment('cnn-bn', ({ recipe, dataset }) => {
        recipe.seed = seed
        dataset.trainLimit = 300
        recipe.augmentation = { ...noAugmentation, rotationDegrees: 10, shiftPixels: 1 }
      })
      return (await trainSmall(spec)).series(0).map(({ value }) => value)
    }
    const [first, again, other] = [await losses(1), await losses(1), await losses(2)]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })
})
