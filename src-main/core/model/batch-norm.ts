import type { layers, Tensor, Tensor1D, Tensor4D, Variable } from '@tensorflow/tfjs'
import type { LayerOf } from '#contract/model-spec'
import { nativeOperations, type NativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import { keepForGradient } from './keep-for-gradient'

/**
 * Batch normalisation (Ioffe and Szegedy, 2015). In training its forward and backward pass are one
 * fused native operation each, where tfjs takes some thirty; else it is tfjs's layer.
 */
export function batchNormLayer(tf: Tensors, spec: LayerOf<'batchNorm'>): layers.Layer {
  const { id: name, momentum, epsilon } = spec
  const layer = tf.layers.batchNormalization({ name, momentum, epsilon })
  const native = nativeOperations(tf)
  if (!native) return layer
  const infer = layer.call.bind(layer)
  layer.call = (inputs, options) => {
    if (!options['training']) return infer(inputs, options)
    const input = Array.isArray(inputs) ? inputs[0] : inputs
    const [gamma, beta, movingMean, movingVariance] = layer.weights.map(
      (weight) => weight.read() as Variable,
    )
    if (!input || !gamma || !beta || !movingMean || !movingVariance)
      throw new Error('Batch normalisation lacks an input or a weight.')
    return tf.tidy(() => {
      // The operation wants images; a vector is an image of one pixel.
      const channels = input.shape.at(-1) ?? 1
      const image = input.rank === 4 ? input : input.reshape([-1, 1, 1, channels])
      const batch = normalizeBatch(tf, native, image as Tensor4D, gamma, beta, epsilon)
      moveTowards(movingMean, batch.mean, momentum)
      moveTowards(movingVariance, batch.variance, momentum)
      tf.dispose([batch.mean, batch.variance])
      return batch.normalized.reshape(input.shape)
    })
  }
  return layer
}

function moveTowards(moving: Variable, batch: Tensor, momentum: number) {
  moving.assign(moving.mul(momentum).add(batch.mul(1 - momentum)))
}

/** Mean and (unbiased) variance are kept: whoever calls disposes of them. */
function normalizeBatch(
  tf: Tensors,
  native: NativeOperations,
  image: Tensor4D,
  gamma: Tensor,
  beta: Tensor,
  epsilon: number,
): { normalized: Tensor; mean: Tensor1D; variance: Tensor1D } {
  const types = [native.type('T', 'float32'), native.type('U', 'float32')]
  const attributes = [
    ...types,
    native.float('epsilon', epsilon),
    native.text('data_format', 'NHWC'),
    native.flag('is_training', true),
  ]
  const kept: Tensor1D[] = []
  const fused = tf.customGrad((x, scale, offset, save) => {
    const [inputs, weights, shifts] = [x, scale, offset] as Tensor[]
    if (!inputs || !weights || !shifts)
      throw new Error('Batch normalisation was called without its tensors.')
    // In training the operation measures mean and variance itself; it is handed empty ones.
    const none = tf.tensor1d([])
    const results = native.many(
      'FusedBatchNormV3',
      [...attributes, native.float('exponential_avg_factor', 1)],
      [inputs, weights, shifts, none, none],
      6,
    )
    const [normalized, mean, variance, ...reserved] = results
    if (!normalized || !mean || !variance) throw new Error('FusedBatchNormV3 gave too little.')
    for (const each of [mean, variance]) kept.push(tf.keep(each.clone()) as Tensor1D)
    keepForGradient(save, [inputs, weights, ...reserved])
    const gradFunc = (dy: Tensor | Tensor[], saved: Tensor[]): Tensor[] =>
      native.many('FusedBatchNormGradV3', attributes, [dy as Tensor, ...saved], 5).slice(0, 3)
    return { value: normalized, gradFunc }
  })
  const normalized = fused(image, gamma, beta)
  const [mean, variance] = kept
  if (!mean || !variance) throw new Error('Batch normalisation measured nothing.')
  return { normalized, mean, variance }
}
