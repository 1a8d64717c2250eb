import type { layers } from '@tensorflow/tfjs'
import { drawUniform } from '../dataset/draws'
import { deriveSeed } from '../dataset/random'
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
