import type { LayerOf } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { GraphBuilder, GraphValue, LayerWeights } from '../graph'
import { kernelToOnnx } from '../layout'
import { activate } from './activation'
import { windowAttributes } from './window'

export function addConvolution(
  graph: GraphBuilder,
  layer: LayerOf<'conv2d'>,
  input: GraphValue,
  shape: Shape,
  weights: LayerWeights,
): GraphValue {
  const { id, kernelSize, filters } = layer
  const channels = input.shape[2] ?? 1
  const trained = [kernelSize, kernelSize, channels, filters]
  const kernel = kernelToOnnx(weights('kernel', trained), trained)
  const inputs = [input.name, graph.constant(id, 'kernel', kernel.dims, kernel.values)]
  if (layer.useBias) inputs.push(graph.constant(id, 'bias', [filters], weights('bias', [filters])))
  const attributes = windowAttributes(input.shape, kernelSize, layer.strides, layer.padding)
  const output = graph.node('Conv', id, inputs, attributes)
  return activate(graph, layer.activation, id, { name: output, shape })
}
