import type { Tensor4D } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import { drawNormal, type DrawStep } from '../draws'
import { deriveSeed } from '../random'

/**
 * Adds Gaussian noise to each pixel; what leaves 0 … 255 is cut off.
 * @param images [N, height, width, channels], 0 … 255
 * @param percent its deviation in relation to 255; 0 leaves the images as they are
 */
export function addNoise(
  tf: Tensors,
  images: Tensor4D,
  percent: number,
  seed: number,
  step: DrawStep,
): Tensor4D {
  if (percent === 0) return images
  return tf.tidy(() => {
    const noise = drawNormal(tf, images.shape, deriveSeed(seed, 'noise'), step)
    const noisy: Tensor4D = images.add(noise.mul((percent / 100) * 255))
    return tf.clipByValue(noisy, 0, 255)
  })
}
