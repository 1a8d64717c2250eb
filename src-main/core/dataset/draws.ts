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

/**
 * Standard normal numbers, the same for the same seed and step: two of them out of two uniform ones
 * (Box and Muller, “A note on the generation of random normal deviates”, 1958).
 */
export function drawNormal(tf: Tensors, shape: number[], seed: number, step: DrawStep): Tensor {
  const count = shape.reduce((product, length) => product * length, 1)
  return tf.tidy(() => {
    const [first, second] = drawUniform(tf, [2, Math.ceil(count / 2)], seed, step).unstack()
    if (!first || !second) throw new Error('Too few numbers were drawn.')
    // A draw may be 0, whose logarithm is none; it is never 1.
    const radius = tf.scalar(1).sub(first).log().mul(-2).sqrt()
    const angle = second.mul(2 * Math.PI)
    const pairs = tf.concat([radius.mul(angle.cos()), radius.mul(angle.sin())])
    return pairs.slice(0, count).reshape(shape)
  })
}

function numberOf(step: DrawStep): string {
  if (typeof step === 'number') return String(step)
  throw new Error('Only native TensorFlow draws for a step that is a tensor.')
}
