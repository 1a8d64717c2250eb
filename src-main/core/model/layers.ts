import type { layers, SymbolicTensor } from '@tensorflow/tfjs'
import type { Layer } from '#contract/model-spec'
import { deriveSeed } from '../dataset/random'
import type { Tensors } from '../native/tensorflow'
import { batchNormLayer } from './batch-norm'
import { activationLayer, convolutionLayer, denseLayer } from './fused-layers'
import { dropoutLayer } from './dropout'
import type { StepRandomness } from './randomness'

export interface LayerChoices {
  inputShape: readonly number[]
  /** Rate for all dropout layers; null leaves each its own. */
  dropout: number | null
  randomness: StepRandomness
  /** Whether anything before the layer learns, and so wants the gradient of what it reads. */
  inputGradient: boolean
}

/** Adds one layer of a spec to the graph; its name is the spec's id, its weights are `id/kernel` … */
export function applyLayer(
  tf: Tensors,
  layer: Layer,
  inputs: SymbolicTensor[],
  choices: LayerChoices,
): SymbolicTensor {
  if (layer.type === 'input') return tf.input({ shape: [...choices.inputShape], name: layer.id })
  const joins = layer.type === 'add' || layer.type === 'concatenate'
  const [input] = inputs
  if (!input) throw new Error(`The layer ${layer.id} reads nothing.`)
  return makeLayer(tf, layer, choices).apply(joins ? inputs : input) as SymbolicTensor
}

function makeLayer(
  tf: Tensors,
  layer: Exclude<Layer, { type: 'input' }>,
  { dropout, randomness, inputGradient }: LayerChoices,
): layers.Layer {
  const name = layer.id
  switch (layer.type) {
    case 'conv2d':
      return convolutionLayer(tf, layer, kernelFor(tf, name, randomness.seed), inputGradient)
    case 'dense':
      return denseLayer(tf, layer, kernelFor(tf, name, randomness.seed), inputGradient)
    case 'maxPool2d': {
      const { poolSize, strides, padding } = layer
      return tf.layers.maxPooling2d({ name, poolSize, strides, padding })
    }
    case 'averagePool2d': {
      const { poolSize, strides, padding } = layer
      return tf.layers.averagePooling2d({ name, poolSize, strides, padding })
    }
    case 'globalAveragePool2d':
      return tf.layers.globalAveragePooling2d({ name })
    case 'flatten':
      return tf.layers.flatten({ name })
    case 'batchNorm':
      return batchNormLayer(tf, layer)
    case 'dropout':
      return dropoutLayer(tf, name, dropout ?? layer.rate, randomness)
    case 'activation':
      return activationLayer(tf, layer)
    case 'add':
      return tf.layers.add({ name })
    case 'concatenate':
      return tf.layers.concatenate({ name, axis: -1 })
  }
}

/** Glorot and Bengio's uniform, Keras's default, from a stream of the layer's own. */
function kernelFor(tf: Tensors, name: string, seed: number) {
  return tf.initializers.glorotUniform({ seed: deriveSeed(seed, `weights/${name}`) })
}
