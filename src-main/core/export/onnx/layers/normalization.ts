import type { Normalization } from '#contract/experiment-spec'
import type { Shape } from '#contract/shape-inference'
import type { GraphBuilder, GraphValue } from '../graph'

const owner = 'normalization/pixels'

/** Pixels in 0…1 to what the network was trained on; a part of the file, so that nobody forgets it. */
export function addNormalization(
  graph: GraphBuilder,
  image: string,
  shape: Shape,
  { mean, deviation }: Normalization,
): GraphValue {
  const centre = graph.constant(owner, 'mean', [], Float32Array.of(mean))
  const scale = graph.constant(owner, 'deviation', [], Float32Array.of(deviation))
  const centred = graph.node('Sub', owner, [image, centre])
  return { name: graph.node('Div', owner, [centred, scale]), shape }
}
