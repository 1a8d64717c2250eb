import { WorkbenchError } from '#contract/problem'
import { fewestSearchImages } from '#contract/svm-search'
import { checkImages } from '../check-images'
import type { LearningImages } from '../types'
import type { Kernel } from './kernel'
import { checkKernelValues, type SvmSettings } from './settings'

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

/**
 * @throws WorkbenchError `svm.subset` for more images than there are or too few for the folds, and
 *   where a machine could not be fitted to them
 */
export function checkSearch(search: SvmSearch, images: LearningImages): void {
  const { gammas, kernel, folds, count } = search
  checkImages('svm', images)
  for (const gamma of [Math.min(...gammas), Math.max(...gammas)])
    checkKernelValues(images, { ...kernel, gamma })
  const least = fewestSearchImages(folds, images.classes)
  if (count > images.count || count < least)
    throw new WorkbenchError(
      'svm.subset',
      `A search with ${folds} folds takes ${least} to ${images.count} images, not ${count}.`,
      { folds, least, most: images.count, count },
    )
}
