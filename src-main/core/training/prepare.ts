import type { Tensor4D } from '@tensorflow/tfjs'
import type { Normalization } from '#contract/experiment-spec'
import type { Augmentation } from '#contract/augmentation'
import { augmentImages } from '../dataset/augmentation'
import { normalizeImages } from '../dataset/batch'
import type { DrawStep } from '../dataset/draws'
import type { Tensors } from '../native/tensorflow'

/** What is done to a batch's pixels before the model sees them. */
export interface Preparation {
  augmentation: Augmentation
  normalization: Normalization
  /** Of the augmentation's draws. */
  seed: number
}

/** @param pixels [N, height, width, channels], 0 … 255 */
export function prepareImages(
  tf: Tensors,
  pixels: Tensor4D,
  { augmentation, normalization, seed }: Preparation,
  step: DrawStep,
): Tensor4D {
  return tf.tidy(() =>
    normalizeImages(tf, augmentImages(tf, pixels, augmentation, seed, step), normalization),
  )
}
