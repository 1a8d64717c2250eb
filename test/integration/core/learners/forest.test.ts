import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadDataset, type Dataset } from '#core/dataset'
import {
  fitForest,
  leafMark,
  permutationImportance,
  predictForest,
  type ForestSettings,
} from '#core/learners/forest'
import type { LearningImages, Work } from '#core/learners/types'
import { usualSettings } from '../../../support/learner-settings'

type Figure = 'accuracy' | 'outOfBag' | 'nodes'

/** What `test/golden/forest.py` computed with scikit-learn. */
interface Golden {
  trees: {
    images: number
    maxDepth: number | null
    minSamplesLeaf: number
    /** [nodes]: −2 at a leaf */
    features: number[]
    thresholds: number[]
    importances: [pixel: number, importance: number][]
    predicted: number[]
    probabilities: number[][]
  }[]
  /** Mean and standard deviation over seeds. */
  forests: Record<'grown' | 'shallow' | 'largeLeaves', Record<Figure, [number, number]>>
  fewPixels: {
    pixels: number[]
    permutation: number[]
    permutationSpread: number[]
    impurity: number[]
    impuritySpread: number[]
  }
}

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../golden/forest.json'), 'utf8'),
) as Golden

const work: Work = { signal: new AbortController().signal, report: () => undefined }

let dataset: Dataset
beforeAll(async () => {
  dataset = await loadDataset('mnist')
})

function first(part: 'train' | 'test', count: number, pixels?: number[]): LearningImages {
  const { pixels: all, labels } = dataset[part]
  const whole = all.subarray(0, count * 784)
  const chosen =
    pixels &&
    Uint8Array.from({ length: count * pixels.length }, (_, at) => {
      const pixel = pixels[at % pixels.length] ?? 0
      return whole[Math.floor(at / pixels.length) * 784 + pixel] ?? 0
    })
  return {
    count,
    features: pixels?.length ?? 784,
    classes: 10,
    pixels: chosen ?? whole,
    labels: labels.subarray(0, count),
  }
}

const share = (right: Uint8Array, answered: Uint8Array) =>
  right.filter((label, i) => label === answered[i]).length / right.length

describe('one tree of all pixels and images', () => {
  it.each(golden.trees)('is scikit-learn’s: $images images, depth $maxDepth', async (tree) => {
    const { maxDepth, minSamplesLeaf } = tree
    const all = { trees: 1, bootstrap: false, pixelsPerSplit: 784 }
    const settings = { ...usualSettings.forest, ...all, maxDepth, minSamplesLeaf }
    const { forest, importance } = await fitForest(first('train', tree.images), settings, work)
    const features = [...forest.feature].map((pixel) => (pixel === leafMark ? -2 : pixel))
    expect(features).toEqual(tree.features)
    // Whole levels: halves are rounded down.
    const splits = features.flatMap((pixel, node) => (pixel < 0 ? [] : [node]))
    expect(splits.map((node) => forest.threshold[node])).toEqual(
      splits.map((node) => Math.floor(tree.thresholds[node] ?? 0)),
    )
    const expected = new Float64Array(784)
    for (const [pixel, value] of tree.importances) expected[pixel] = value
    for (const [pixel, value] of expected.entries())
      expect(importance.overall[pixel]).toBeCloseTo(value, 12)
    const answer = await predictForest(forest, first('test', 200), work)
    expect([...answer.predicted]).toEqual(tree.predicted)
    for (const [at, value] of tree.probabilities.flat().entries())
      expect(answer.probabilities[at]).toBeCloseTo(value, 6)
  })
})

describe('a forest', () => {
  const changes: Record<keyof Golden['forests'], Partial<ForestSettings>> = {
    grown: {},
    shallow: { maxDepth: 6, pixelsPerSplit: 60 },
    largeLeaves: { minSamplesLeaf: 8 },
  }

  it.each(Object.keys(changes) as (keyof Golden['forests'])[])(
    'is as large and as good as scikit-learn’s: %s',
    async (name) => {
      const figures: Record<Figure, number[]> = { accuracy: [], outOfBag: [], nodes: [] }
      const test = first('test', 1000)
      for (let seed = 0; seed < 4; seed += 1) {
        const settings = { ...usualSettings.forest, trees: 50, seed, ...changes[name] }
        const fitted = await fitForest(first('train', 3000), settings, work)
        const answer = await predictForest(fitted.forest, test, work)
        expect(fitted.threads).toBeGreaterThan(0)
        figures.accuracy.push(share(test.labels, answer.predicted))
        figures.outOfBag.push(fitted.outOfBag?.score ?? Number.NaN)
        figures.nodes.push(fitted.forest.feature.length / 50)
      }
      for (const [figure, values] of Object.entries(figures) as [Figure, number[]][]) {
        const [mean, spread] = golden.forests[name][figure]
        const own = values.reduce((sum, value) => sum + value, 0) / values.length
        // Both means vary: over 12 seeds there, over 4 here; 4 standard errors.
        expect(Math.abs(own - mean), figure).toBeLessThan(4 * spread * Math.sqrt(1 / 12 + 1 / 4))
      }
    },
  )

  it('finds pixels as important as scikit-learn’s', async () => {
    const { pixels, permutation, permutationSpread, impurity, impuritySpread } = golden.fewPixels
    const sums = { permutation: pixels.map(() => 0), impurity: pixels.map(() => 0) }
    const seeds = 3
    for (let seed = 0; seed < seeds; seed += 1) {
      const settings = { ...usualSettings.forest, trees: 50, seed }
      const { forest, importance } = await fitForest(first('train', 3000, pixels), settings, work)
      const permuted = await permutationImportance(
        forest,
        first('test', 1000, pixels),
        { repeats: 5, seed, outOfBag: false },
        work,
      )
      for (const i of pixels.keys()) {
        sums.impurity[i] = (sums.impurity[i] ?? 0) + (importance.overall[i] ?? 0) / seeds
        const loss = permuted.overall[i] ?? 0
        sums.permutation[i] = (sums.permutation[i] ?? 0) + loss / seeds
      }
    }
    const error = Math.sqrt(1 / 8 + 1 / seeds)
    // The spread is itself estimated, from 8 seeds: no less than the mean one of all pixels.
    const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
    for (const i of pixels.keys()) {
      const allowed = (spread: number[]) => 4.5 * error * Math.max(spread[i] ?? 0, mean(spread))
      expect(Math.abs((sums.impurity[i] ?? 0) - (impurity[i] ?? 0))).toBeLessThan(
        allowed(impuritySpread),
      )
      expect(Math.abs((sums.permutation[i] ?? 0) - (permutation[i] ?? 0))).toBeLessThan(
        allowed(permutationSpread),
      )
    }
  })
})
