import type { LayerOf } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { GraphBuilder, GraphValue } from '../graph'

/** Sums two or more values of one shape. */
export function addSum(
  graph: GraphBuilder,
  layer: LayerOf<'add'>,
  inputs: readonly GraphValue[],
  shape: Shape,
): GraphValue {
  const names = inputs.map((input) => input.name)
  return { name: graph.node('Sum', layer.id, names), shape }
}

/** Joins along channels or features; both stand on axis 1 in ONNX. */
export function addConcatenation(
  graph: GraphBuilder,
  layer: LayerOf<'concatenate'>,
  inputs: readonly GraphValue[],
  shape: Shape,
): GraphValue {
  const names = inputs.map((input) => input.name)
  return { name: graph.node('Concat', layer.id, names, { axis: 1 }), shape }
}
