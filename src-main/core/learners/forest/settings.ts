import { WorkbenchError } from '#contract/problem'
import type { LearningImages } from '../types'

export interface ForestSettings {
  /** How many trees vote, 1 … 10,000. */
  trees: number
  /** Questions from a tree's root to its deepest leaf at most; null: until the leaves are pure. */
  maxDepth: number | null
  /** Different images that a node needs to be split, at least 2. */
  minSamplesSplit: number
  /** Different images that each side of a split keeps, at least 1. */
  minSamplesLeaf: number
  /** Pixels drawn at each node, 1 … all; null: the square root of their number, rounded down. */
  pixelsPerSplit: number | null
  /** Each tree sees as many images as there are, drawn with replacement; otherwise all of them. */
  bootstrap: boolean
  /** 0 … 2³¹ − 1 */
  seed: number
}

/** scikit-learn’s defaults for a classifier. */
export const defaultForestSettings: Readonly<ForestSettings> = {
  trees: 100,
  maxDepth: null,
  minSamplesSplit: 2,
  minSamplesLeaf: 1,
  pixelsPerSplit: null,
  bootstrap: true,
  seed: 1,
}

/** Pixels that are drawn at a node. */
export function candidatePixels({ pixelsPerSplit }: ForestSettings, features: number): number {
  return pixelsPerSplit ?? Math.max(1, Math.floor(Math.sqrt(features)))
}

/** @throws WorkbenchError `forest.setting` for the first that is no whole number within its ends */
export function checkForest(images: LearningImages, settings: ForestSettings): void {
  checkWhole('number of trees', settings.trees, 1, 10_000)
  if (settings.maxDepth !== null) checkWhole('greatest depth', settings.maxDepth, 1, 1_000_000)
  checkWhole('smallest node that is split', settings.minSamplesSplit, 2, 1_000_000_000)
  checkWhole('smallest leaf', settings.minSamplesLeaf, 1, 1_000_000_000)
  if (settings.pixelsPerSplit !== null)
    checkWhole('number of pixels at each split', settings.pixelsPerSplit, 1, images.features)
  checkWhole('seed', settings.seed, 0, 2 ** 31 - 1)
}

/** @throws WorkbenchError `forest.setting` */
export function checkWhole(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return
  const bounds = `from ${low.toLocaleString('en')} to ${high.toLocaleString('en')}`
  throw new WorkbenchError(
    'forest.setting',
    `The ${name} of the random forest has to be a whole number ${bounds}, and is ${value}.`,
    { setting: name, value: String(value), low, high },
  )
}
