import { describe, expect, it } from 'vitest'
import { WorkbenchError } from '#contract/problem'
import { checkForest, fitForest, permutationImportance, predictForest } from '#core/learners/forest'
import { candidatePixels } from '#core/learners/forest/settings'
import { quietWork, sampleImages, settingsOf } from './sample-images'

const images = sampleImages(20)

function problemOf(work: () => unknown) {
  try {
    work()
  } catch (error) {
    return error instanceof WorkbenchError ? error.problem : error
  }
  return null
}

describe('checkForest', () => {
  it.each([
    ['trees', 0],
    ['trees', Number.NaN],
    ['trees', 1.5],
    ['maxDepth', 0],
    ['minSamplesSplit', 1],
    ['minSamplesLeaf', 0],
    ['pixelsPerSplit', 0],
    ['pixelsPerSplit', 13],
    ['pixelsPerSplit', Number.POSITIVE_INFINITY],
    ['seed', -1],
  ])('refuses %s = %d', (name, value) => {
    const problem = problemOf(() => checkForest(images, settingsOf({ [name]: value })))
    expect(problem).toMatchObject({ code: 'forest.setting', values: { value: String(value) } })
  })

  it('accepts the usual settings', () => {
    expect(problemOf(() => checkForest(images, settingsOf()))).toBeNull()
    expect(candidatePixels(settingsOf(), 784)).toBe(28)
    expect(candidatePixels(settingsOf(), 3)).toBe(1)
    expect(candidatePixels(settingsOf({ pixelsPerSplit: 5 }), 784)).toBe(5)
  })
})

describe('what is asked of a forest', () => {
  const here = { count: 0, entry: '' }

  it('has to fit the forest', async () => {
    const { forest } = await fitForest(images, settingsOf(), quietWork(), here)
    const permute = (given: Partial<typeof images>, changed = {}) =>
      permutationImportance(
        forest,
        { ...images, ...given },
        { repeats: 1, seed: 1, outOfBag: false, ...changed },
        quietWork(),
        here,
      )
    const code = (name: string) => ({ problem: { code: name } })
    await expect(predictForest(forest, sampleImages(3, 9), quietWork())).rejects.toMatchObject(
      code('forest.pixels'),
    )
    await expect(permute(sampleImages(3, 9))).rejects.toMatchObject(code('forest.pixels'))
    await expect(permute({ labels: new Uint8Array(20).fill(4) })).rejects.toMatchObject(
      code('forest.labels'),
    )
    await expect(permute(sampleImages(19), { outOfBag: true })).rejects.toMatchObject(
      code('forest.noBags'),
    )
    await expect(permute({}, { repeats: 0 })).rejects.toMatchObject(code('forest.setting'))
  })
})
