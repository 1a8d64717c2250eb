import type { LayerOf } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { GraphBuilder, GraphValue, LayerWeights } from '../graph'
import { activate } from './activation'

export function addDense(
  graph: GraphBuilder,
  layer: LayerOf<'dense'>,
  input: GraphValue,
  shape: Shape,
  weights: LayerWeights,
): GraphValue {
  const { id, units } = layer
  const trained = [input.shape[0] ?? 1, units]
  const inputs = [input.name, graph.constant(id, 'kernel', trained, weights('kernel', trained))]
  if (layer.useBias) inputs.push(graph.constant(id, 'bias', [units], weights('bias', [units])))
  return activate(graph, layer.activation, id, { name: graph.node('Gemm', id, inputs), shape })
}
