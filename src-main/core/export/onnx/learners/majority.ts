import { arrayIn, type StoredArrays } from '../../../learners/stored-arrays'
import { imageInput } from '../file'
import type { GraphBuilder } from '../graph'

/** The shares of the classes, once for each image. */
export function addMajority(graph: GraphBuilder, arrays: StoredArrays): string {
  const owner = 'majority'
  const shares = Float32Array.from(arrayIn(arrays, 'shares', 'float64'))
  const row = graph.constant(owner, 'shares', [1, shares.length], shares)
  const images = graph.node('Shape', owner, [imageInput], { start: 0, end: 1 })
  const one = graph.constant(owner, 'one', [1], BigInt64Array.of(1n))
  const rows = graph.node('Concat', owner, [images, one], { axis: 0 })
  return graph.node('Expand', owner, [row, rows])
}
