import type { Tensor } from '@tensorflow/tfjs'

/**
 * Keeps tensors of a forward pass for its gradient.
 * @param save the last thing that `tf.customGrad` hands in, which tfjs types as a tensor or this
 */
export function keepForGradient(save: unknown, tensors: Tensor[]): void {
  if (typeof save !== 'function') throw new Error('A gradient was called without its tensors.')
  ;(save as (tensors: Tensor[]) => void)(tensors)
}
