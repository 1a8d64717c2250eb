import type { initializers, layers, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Activation, LayerOf } from '#contract/model-spec'
import { nativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import { fusedOperations, type FusedOperations } from './fused'

type Initializer = ReturnType<typeof initializers.zeros>

/** tfjs's convolution, computed by fused operations where TensorFlow is native. */
export function convolutionLayer(
  tf: Tensors,
  spec: LayerOf<'conv2d'>,
  kernelInitializer: Initializer,
  inputGradient: boolean,
): layers.Layer {
  const { id: name, filters, kernelSize, strides, padding, activation, useBias } = spec
  const shape = { filters, kernelSize, strides, padding }
  const layer = tf.layers.conv2d({ name, ...shape, activation, useBias, kernelInitializer })
  return computedBy(tf, layer, (fused, images) => {
    const [kernel, bias] = layer.weights.map((weight) => weight.read())
    if (!kernel) throw new Error(`The layer ${name} has no kernel.`)
    const convolution = { strides, padding }
    const result = fused.convolve(
      images as Tensor4D,
      kernel as Tensor4D,
      convolution,
      inputGradient,
    )
    return activate(fused, bias ? fused.addBias(result, bias as Tensor1D) : result, activation)
  })
}

/** tfjs's dense layer, computed by fused operations where TensorFlow is native. */
export function denseLayer(
  tf: Tensors,
  spec: LayerOf<'dense'>,
  kernelInitializer: Initializer,
  inputGradient: boolean,
): layers.Layer {
  const { id: name, units, activation, useBias } = spec
  const layer = tf.layers.dense({ name, units, activation, useBias, kernelInitializer })
  return computedBy(tf, layer, (fused, values) => {
    const [kernel, bias] = layer.weights.map((weight) => weight.read())
    if (!kernel) throw new Error(`The layer ${name} has no kernel.`)
    const result = fused.multiply(values as Tensor2D, kernel as Tensor2D, inputGradient)
    return activate(fused, bias ? fused.addBias(result, bias as Tensor1D) : result, activation)
  })
}

export function activationLayer(tf: Tensors, spec: LayerOf<'activation'>): layers.Layer {
  const layer = tf.layers.activation({ name: spec.id, activation: spec.function })
  return computedBy(tf, layer, (fused, values) => activate(fused, values, spec.function))
}

function activate(fused: FusedOperations, values: Tensor, activation: Activation): Tensor {
  switch (activation) {
    case 'linear':
      return values
    case 'relu':
      return fused.relu(values)
    case 'tanh':
      return fused.tanh(values)
    case 'sigmoid':
      return values.sigmoid()
  }
}

/** The layer as tfjs knows, saves and counts it, computed by other means. */
function computedBy(
  tf: Tensors,
  layer: layers.Layer,
  compute: (fused: FusedOperations, input: Tensor) => Tensor,
): layers.Layer {
  const native = nativeOperations(tf)
  if (!native) return layer
  const fused = fusedOperations(tf, native)
  layer.call = (inputs) => {
    const input = Array.isArray(inputs) ? inputs[0] : inputs
    if (!input) throw new Error(`The layer ${layer.name} was given no tensor.`)
    return tf.tidy(() => compute(fused, input))
  }
  return layer
}
