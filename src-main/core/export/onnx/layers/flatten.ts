import type { LayerOf } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { GraphBuilder, GraphValue } from '../graph'

/** Flattens in TensorFlow's order, channels last, so that dense weights stay as they were trained. */
export function addFlatten(
  graph: GraphBuilder,
  layer: LayerOf<'flatten'>,
  input: GraphValue,
  shape: Shape,
): GraphValue {
  if (input.shape.length === 1) return { name: input.name, shape }
  const [height = 1, width = 1, channels = 1] = input.shape
  const orderDiffers = channels > 1 && height * width > 1
  const source = orderDiffers
    ? graph.node('Transpose', layer.id, [input.name], { perm: [0, 2, 3, 1] })
    : input.name
  return { name: graph.node('Flatten', layer.id, [source], { axis: 1 }), shape }
}
