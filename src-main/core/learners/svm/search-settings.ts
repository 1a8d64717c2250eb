import { WorkbenchError } from '#contract/problem'
import { fewestSearchImages } from '#contract/svm-search'
import { checkImages } from '../check-images'
import type { LearningImages } from '../types'
import type { Kernel } from './kernel'
import { checkKernelValues, checkSettings, type SvmSettings } from './settings'

export interface SvmSearch extends Pick<SvmSettings, 'tolerance' | 'seed' | 'memoryLimit'> {
  /** Its gamma is replaced by those of the grid. */
  kernel: Exclude<Kernel, { kind: 'linear' }>
  costs: number[]
  gammas: number[]
  /** Parts that each are held out once. */
  folds: number
  /** How many images to search with, each class by its share. */
  count: number
  /** Successive halving keeps one in so many after each round; null scores all on all images. */
  halving: number | null
}

/** @throws WorkbenchError for a search that cannot be meant */
export function checkSearch(search: SvmSearch, images: LearningImages): void {
  const { costs, gammas, kernel, folds, count, halving } = search
  if (costs.length === 0 || gammas.length === 0)
    throw new WorkbenchError('svm.grid', 'A search needs at least one C and one gamma.')
  for (const cost of costs)
    for (const gamma of gammas)
      checkSettings({ ...search, platt: false, cost, kernel: { ...kernel, gamma } })
  checkImages('svm', images)
  checkKernelValues(images, { ...kernel, gamma: Math.max(...gammas) })
  if (!Number.isInteger(folds) || folds < 2 || folds > 20)
    throw new WorkbenchError('svm.folds', `There have to be 2 to 20 folds, not ${folds}.`, {
      folds,
    })
  const least = fewestSearchImages(folds, images.classes)
  if (!Number.isInteger(count) || count > images.count || count < least)
    throw new WorkbenchError(
      'svm.subset',
      `A search with ${folds} folds takes ${least} to ${images.count} images, not ${count}.`,
      { folds, least, most: images.count, count },
    )
  if (halving !== null && !(Number.isFinite(halving) && halving > 1))
    throw new WorkbenchError(
      'svm.halving',
      `Halving has to keep one in 2 or more, not one in ${halving}.`,
      { halving },
    )
}
