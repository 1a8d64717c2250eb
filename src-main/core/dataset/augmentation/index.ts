import type { Tensor4D } from '@tensorflow/tfjs'
import { isAugmented, type Augmentation } from '#contract/augmentation'
import type { Tensors } from '../../native/tensorflow'
import type { DrawStep } from '../draws'
import { bendImages } from './elastic'
import { eraseRectangles } from './erase'
import { addNoise } from './noise'
import { moveImages } from './projective'

export { drawTransforms, transformImages, transformRows, type Moves } from './projective'

/**
 * Changes each image of a batch by an amount of its own: moved first, then bent, then covered in
 * part, and noise over all. Each kind draws from a seed of its own, so that switching one on leaves
 * the draws of the others as they were.
 * @param images [N, height, width, channels], 0 … 255, black being 0
 */
export function augmentImages(
  tf: Tensors,
  images: Tensor4D,
  augmentation: Augmentation,
  seed: number,
  step: DrawStep,
): Tensor4D {
  if (!isAugmented(augmentation)) return images
  const { elasticPixels, erasePercent, noisePercent } = augmentation
  return tf.tidy(() => {
    const moved = moveImages(tf, images, augmentation, seed, step)
    const bent = bendImages(tf, moved, elasticPixels, seed, step)
    const erased = eraseRectangles(tf, bent, erasePercent, seed, step)
    return addNoise(tf, erased, noisePercent, seed, step)
  })
}
