import type { LayerOf } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { GraphBuilder, GraphValue } from '../graph'
import { windowAttributes } from './window'

export function addPooling(
  graph: GraphBuilder,
  layer: LayerOf<'maxPool2d'> | LayerOf<'averagePool2d'>,
  input: GraphValue,
  shape: Shape,
): GraphValue {
  const attributes = windowAttributes(input.shape, layer.poolSize, layer.strides, layer.padding)
  const name =
    layer.type === 'maxPool2d'
      ? graph.node('MaxPool', layer.id, [input.name], attributes)
      : // TensorFlow averages over what lies inside the image and leaves the padding out.
        graph.node('AveragePool', layer.id, [input.name], { ...attributes, count_include_pad: 0 })
  return { name, shape }
}

export function addGlobalAveragePooling(
  graph: GraphBuilder,
  layer: LayerOf<'globalAveragePool2d'>,
  input: GraphValue,
  shape: Shape,
): GraphValue {
  const pooled = graph.node('GlobalAveragePool', layer.id, [input.name])
  return { name: graph.node('Flatten', layer.id, [pooled], { axis: 1 }), shape }
}
