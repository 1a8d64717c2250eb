import type { Tensors } from '../../native/tensorflow'
import { Pace } from '../pace'
import { takeImages } from '../take-images'
import type { LearningImages, Work } from '../types'
import { assembleModel } from './assemble'
import { samplesByClass, type ClassSamples } from './class-samples'
import { KernelRows } from './kernel-rows'
import { planMemory } from './memory-plan'
import type { FittedSvm } from './model'
import { SvmPredictor } from './predict'
import type { SvmSearch } from './search-settings'
import { solvePairsWithout } from './solve-pairs'
import { dealFolds } from './stratify'
import { WorkingSet } from './working-set'

/** A pair of C and gamma, and its place in the grid. */
export interface Cell {
  cost: number
  gamma: number
  index: number
}

/** Shares of held-out images that were right. */
interface CellScore {
  /** Over all images. */
  score: number
  /** Standard deviation over the folds, with n − 1. */
  spread: number
}

interface CellsToScore extends Pick<
  SvmSearch,
  'kernel' | 'folds' | 'seed' | 'tolerance' | 'memoryLimit'
> {
  cells: readonly Cell[]
}

/**
 * Cross-validates cells on the same folds. Those of one gamma follow one another: their kernel
 * rows are the same, and serve all costs, folds and pairs of classes.
 */
export async function scoreCells(
  tf: Tensors,
  images: LearningImages,
  { cells, kernel, folds, seed, tolerance, memoryLimit }: CellsToScore,
  work: Work,
  onScore: (cell: Cell, found: CellScore) => void,
): Promise<void> {
  const samples = samplesByClass(images)
  const plan = planMemory(samples, memoryLimit)
  const set = new WorkingSet(plan.capacity, plan.largestPair)
  const dealt = dealFolds(samples, folds, seed)
  const sizes = Array.from(
    { length: folds },
    (_, fold) => dealt.filter((each) => each === fold).length,
  )
  const pace = new Pace(work)
  // A fold is too small a share to be told by its pairs and tiles.
  const quiet: Work = { ...work, report: () => undefined }
  let done = 0
  for (const gamma of new Set(cells.map((cell) => cell.gamma))) {
    const rows = new KernelRows(tf, samples, { ...kernel, gamma }, plan.segments)
    const supporting = new Map<number, number[]>()
    try {
      for (const cell of cells.filter((each) => each.gamma === gamma)) {
        const right: number[] = []
        for (let fold = 0; fold < folds; fold += 1) {
          const excluded = dealt.map((each) => (each === fold ? 1 : 0))
          const problems = { rows, set, cost: cell.cost, tolerance }
          const solved = await solvePairsWithout(problems, excluded, supporting, quiet)
          const model = assembleModel(samples, { ...kernel, gamma }, solved)
          right.push(await countRight(tf, model, samples, excluded, quiet))
          done += 1
          await pace.breathe(done / (cells.length * folds))
        }
        const shares = right.map((count, fold) => count / (sizes[fold] as number))
        const sum = right.reduce((all, count) => all + count)
        onScore(cell, { score: sum / images.count, spread: deviation(shares) })
      }
    } finally {
      rows.dispose()
    }
  }
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/** How many of the samples that were left out are predicted rightly. */
async function countRight(
  tf: Tensors,
  model: FittedSvm,
  { images, order }: ClassSamples,
  excluded: Uint8Array,
  work: Work,
): Promise<number> {
  const out = takeImages(images, Array.from(order.filter((_, sample) => excluded[sample] === 1)))
  const predictor = new SvmPredictor(tf, model)
  try {
    const { predicted } = await predictor.predict(out, work)
    return predicted.filter((label, image) => label === out.labels[image]).length
  } finally {
    predictor.dispose()
  }
}
