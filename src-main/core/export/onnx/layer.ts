import type { Layer } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { GraphBuilder, GraphValue, LayerWeights } from './graph'
import { activate } from './layers/activation'
import { addBatchNorm } from './layers/batch-norm'
import { addConvolution } from './layers/convolution'
import { addDense } from './layers/dense'
import { addFlatten } from './layers/flatten'
import { addConcatenation, addSum } from './layers/joining'
import { addGlobalAveragePooling, addPooling } from './layers/pooling'

/**
 * Adds one layer of a spec to the graph.
 * @param inputs the values it reads, in its order; at least one.
 * @param shape its output by the contract's shape inference.
 */
export function addLayer(
  graph: GraphBuilder,
  layer: Exclude<Layer, { type: 'input' }>,
  inputs: readonly [GraphValue, ...GraphValue[]],
  shape: Shape,
  weights: LayerWeights,
): GraphValue {
  const [input] = inputs
  switch (layer.type) {
    case 'conv2d':
      return addConvolution(graph, layer, input, shape, weights)
    case 'maxPool2d':
    case 'averagePool2d':
      return addPooling(graph, layer, input, shape)
    case 'globalAveragePool2d':
      return addGlobalAveragePooling(graph, layer, input, shape)
    case 'flatten':
      return addFlatten(graph, layer, input, shape)
    case 'dense':
      return addDense(graph, layer, input, shape, weights)
    case 'batchNorm':
      return addBatchNorm(graph, layer, input, weights)
    case 'dropout':
      // Dropout only acts in training.
      return input
    case 'activation':
      return activate(graph, layer.function, layer.id, input)
    case 'add':
      return addSum(graph, layer, inputs, shape)
    case 'concatenate':
      return addConcatenation(graph, layer, inputs, shape)
  }
}
