import type { Tensor } from '@tensorflow/tfjs'
import { nativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import { deriveSeed } from './random'

/**
 * Which numbers of a stream are drawn: those of one step of the run. A number where operations run
 * at once; an int32 tensor of rank 0 where a graph is recorded that runs for many steps.
 */
export type DrawStep = number | Tensor

/** Uniform numbers in 0 … 1, the same for the same seed and step. */
export function drawUniform(tf: Tensors, shape: number[], seed: number, step: DrawStep): Tensor {
  const native = nativeOperations(tf)
  if (!native) return tf.randomUniform(shape, 0, 1, 'float32', deriveSeed(seed, numberOf(step)))
  return tf.tidy(() => {
    const second = typeof step === 'number' ? tf.tensor1d([step], 'int32') : step.reshape([1])
    const key = tf.concat([tf.tensor1d([seed], 'int32'), second])
    return native.one(
      'StatelessRandomUniform',
      [native.type('T', 'int32'), native.type('dtype', 'float32'), native.type('Tseed', 'int32')],
      [tf.tensor1d(shape, 'int32'), key],
    )
  })
}

function numberOf(step: DrawStep): string {
  if (typeof step === 'number') return String(step)
  throw new Error('Only native TensorFlow draws for a step that is a tensor.')
}
