import type { Tensor } from '@tensorflow/tfjs'
import type { Tensors } from '../native/tensorflow'

/**
 * Scales all gradients down together where their common norm is above `limit`: Pascanu et al., “On
 * the difficulty of training recurrent neural networks”, 2013. Everything it makes belongs to the
 * caller's tidy.
 */
export function clipGradients<Each extends Tensor>(
  tf: Tensors,
  gradients: readonly Each[],
  limit: number,
): Each[] {
  const squares = gradients.map((gradient) => gradient.square().sum())
  const norm = tf.addN(squares).sqrt()
  const share = tf.scalar(limit).div(norm.maximum(limit))
  return gradients.map((gradient) => gradient.mul(share))
}
