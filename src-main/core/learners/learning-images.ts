import { imageBytes, type Dataset } from '../dataset'
import { takeImages } from './take-images'
import type { LearningImages } from './types'

/** Copies of the training images at these positions, as learners take them. */
export function learningImages(dataset: Dataset, positions: Uint32Array): LearningImages {
  return takeImages(trainingFile(dataset), positions)
}

/**
 * The same, only to be looked at: where the positions are those of the whole training file, the
 * file itself, which saves a copy of it.
 */
export function imagesToLookAt(dataset: Dataset, positions: Uint32Array): LearningImages {
  const file = trainingFile(dataset)
  const whole =
    positions.length === file.count && positions.every((position, index) => position === index)
  return whole ? file : takeImages(file, positions)
}

function trainingFile(dataset: Dataset): LearningImages {
  const { train, classNames } = dataset
  return { ...train, features: imageBytes(dataset), classes: classNames.length }
}
