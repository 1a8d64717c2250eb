import type { Scalar, Tensor, Tensor1D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { classifyImages } from '../model/infer'
import { lossAndGradients } from './gradients'
import { dataType, inLowerPrecision, record, type Trace } from './graph'
import { prepareImages } from './prepare'
import type { StepParts } from './training-step'

/**
 * One pass forward and one back over a batch.
 * Inputs: pixels, labels, number of the draw, and with numbers of 16 bits the factor of the loss.
 * Outputs: loss, correct images, the gradient of each trained weight.
 */
export function recordPass(parts: StepParts, variables: readonly Variable[], size: number): Trace {
  const { tf, model, weights, randomness, dataset, preparation, recipe, products } = parts
  const inputs = tf.tidy((): [Tensor, Tensor, Tensor, ...Tensor[]] => [
    tf.zeros([size, ...dataset.imageShape]),
    tf.zeros([size], 'int32'),
    tf.zeros([], 'int32'),
    ...(products === 'float32' ? [] : [tf.ones([])]),
  ])
  const [pixels, labels, draw, scale] = inputs
  const { labelSmoothing } = recipe
  const choices = scale ? { labelSmoothing, scale: scale as Scalar } : { labelSmoothing }
  randomness.step = draw
  const trace = record(tf, inputs, variables, () => {
    const images = prepareImages(tf, pixels as Tensor4D, preparation, draw)
    const batch = { images, labels: labels as Tensor1D }
    const trained = weights.map(({ variable }) => variable)
    const pass = lossAndGradients(tf, model, trained, batch, choices)
    return [pass.loss, pass.correct, ...pass.gradients]
  })
  tf.dispose(inputs)
  return products === 'float32' ? trace : inLowerPrecision(trace, dataType[products])
}

/** Input: pixels of so many images; output: logits. */
export function recordInference(
  parts: StepParts,
  variables: readonly Variable[],
  size: number,
): Trace {
  const { tf, model, dataset, preparation } = parts
  const images = tf.zeros([size, ...dataset.imageShape])
  const trace = record(tf, [images], variables, () => [
    classifyImages(tf, model, images as Tensor4D, preparation.normalization),
  ])
  images.dispose()
  return trace
}
