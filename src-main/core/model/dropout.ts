import type { layers, Tensor } from '@tensorflow/tfjs'
import { deriveSeed } from '../dataset/random'
import { nativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import type { StepRandomness } from './randomness'

/**
 * Dropout (Srivastava et al., 2014, inverted) whose masks are drawn by one native operation, where
 * tfjs draws each number in JavaScript. Everywhere else, and in the saved file, it is tfjs's layer.
 */
export function dropoutLayer(
  tf: Tensors,
  name: string,
  rate: number,
  randomness: StepRandomness,
): layers.Layer {
  const seed = deriveSeed(randomness.seed, `dropout/${name}`)
  const layer = tf.layers.dropout({ name, rate, seed })
  if (rate === 0) return layer
  const infer = layer.call.bind(layer)
  layer.call = (inputs, options) => {
    if (!options['training']) return infer(inputs, options)
    const input = Array.isArray(inputs) ? inputs[0] : inputs
    if (!input) throw new Error('Dropout was given no tensor.')
    return tf.tidy(() => {
      const uniform = drawUniform(tf, input.shape, seed, randomness.step)
      return input.mul(
        uniform
          .add(1 - rate)
          .floor()
          .mul(1 / (1 - rate)),
      )
    })
  }
  return layer
}

/** Uniform numbers in 0 … 1, the same for the same seed and step. */
function drawUniform(tf: Tensors, shape: number[], seed: number, step: number): Tensor {
  const native = nativeOperations(tf)
  if (!native) return tf.randomUniform(shape, 0, 1, 'float32', deriveSeed(seed, String(step)))
  return native.one(
    'StatelessRandomUniform',
    [native.type('T', 'int32'), native.type('dtype', 'float32'), native.type('Tseed', 'int32')],
    [tf.tensor1d(shape, 'int32'), tf.tensor1d([seed, step], 'int32')],
  )
}
