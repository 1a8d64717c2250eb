import type { Tensor4D } from '@tensorflow/tfjs'
import type { Normalization } from '#contract/experiment-spec'
import type { Tensors } from '../native/tensorflow'
import { gatherPixels } from './samples'
import { deriveSeed, Random, shuffle } from './random'
import { imageBytes, type Dataset, type ImageSelection } from './types'

/** The positions of a split in the order of one epoch; the same seed and epoch give the same. */
export function epochOrder(positions: Uint32Array, seed: number, epoch: number): Uint32Array {
  return shuffle(positions.slice(), new Random(deriveSeed(seed, `order/${epoch}`)))
}

/** Images as a tensor [N, height, width, channels] of float32 pixels 0…255. */
export function imageTensor(
  tf: Tensors,
  selection: ImageSelection,
  imageShape: Dataset['imageShape'],
): Tensor4D {
  const bytes = gatherPixels(selection, imageBytes({ imageShape }))
  return tf.tensor4d(new Float32Array(bytes), [selection.positions.length, ...imageShape])
}

/** Pixels 0…255 → 0…1 → (pixel − mean) / deviation, as every model expects its input. */
export function normalizeImages(
  tf: Tensors,
  images: Tensor4D,
  { mean, deviation }: Normalization,
): Tensor4D {
  return tf.tidy(() => images.mul(1 / (255 * deviation)).sub(mean / deviation))
}
