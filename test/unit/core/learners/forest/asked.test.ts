import { expect, it } from 'vitest'
import { fitForest, permutationImportance, predictForest } from '#core/learners/forest'
import { candidatePixels } from '#core/learners/forest/settings'
import { problemCodeOf } from '../../../../support/engine/problem'
import { quietWork, sampleImages, settingsOf } from './sample-images'

const here = { count: 0, entry: '' }

it('what is asked of a forest has to fit it', async () => {
  const { forest } = await fitForest(sampleImages(20), settingsOf(), quietWork(), here)
  const permute = (images: ReturnType<typeof sampleImages>, outOfBag: boolean) =>
    permutationImportance(forest, images, { repeats: 1, seed: 1, outOfBag }, quietWork(), here)
  const small = sampleImages(3, 9)
  expect(await problemCodeOf(predictForest(forest, small, quietWork()))).toBe('forest.pixels')
  expect(await problemCodeOf(permute(small, false))).toBe('forest.pixels')
  expect(await problemCodeOf(permute(sampleImages(19), true))).toBe('forest.noBags')
})

it('a node draws as many pixels as were asked for, or the root of all', () => {
  expect(candidatePixels(settingsOf(), 784)).toBe(28)
  expect(candidatePixels(settingsOf(), 3)).toBe(1)
  expect(candidatePixels(settingsOf({ pixelsPerSplit: 5 }), 784)).toBe(5)
})

it('more pixels than there are draw all', async () => {
  const grow = async (pixelsPerSplit: number) =>
    (await fitForest(sampleImages(60), settingsOf({ pixelsPerSplit }), quietWork(), here)).forest
  expect(await grow(99)).toEqual(await grow(12))
})
