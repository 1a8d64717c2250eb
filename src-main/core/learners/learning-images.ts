import { imageBytes, type Dataset } from '../dataset'
import { takeImages } from './take-images'
import type { LearningImages } from './types'

/** The training images at these positions, as learners take them. */
export function learningImages(dataset: Dataset, positions: Uint32Array): LearningImages {
  const { train, classNames } = dataset
  const all = { ...train, features: imageBytes(dataset), classes: classNames.length }
  return takeImages(all, positions)
}
