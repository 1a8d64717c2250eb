import type { LayerOf } from '#contract/model-spec'
import type { GraphBuilder, GraphValue, LayerWeights } from '../graph'

/** Inference form: the moving averages of training stand for the batch's statistics. */
export function addBatchNorm(
  graph: GraphBuilder,
  layer: LayerOf<'batchNorm'>,
  input: GraphValue,
  weights: LayerWeights,
): GraphValue {
  const dims = [input.shape.at(-1) ?? 1]
  const constants = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((name) =>
    graph.constant(layer.id, name, dims, weights(name, dims)),
  )
  const name = graph.node('BatchNormalization', layer.id, [input.name, ...constants], {
    epsilon: { float: layer.epsilon },
  })
  return { name, shape: input.shape }
}
