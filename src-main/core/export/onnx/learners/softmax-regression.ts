import type { Shape } from '#contract/shape-inference'
import { arrayIn, type StoredArrays } from '../../../learners/stored-arrays'
import type { GraphBuilder } from '../graph'
import { addScaledLevels } from './levels'

/** A dense layer and a softmax; the biases are stored behind the kernel's rows. */
export function addSoftmaxRegression(
  graph: GraphBuilder,
  arrays: StoredArrays,
  shape: Shape,
): string {
  const owner = 'regression'
  const weights = arrayIn(arrays, 'weights', 'float32')
  const [classes = 1] = arrayIn(arrays, 'classes', 'int32')
  const biases = weights.length - classes
  const dims = [biases / classes, classes]
  const kernel = graph.constant(owner, 'kernel', dims, weights.subarray(0, biases))
  const bias = graph.constant(owner, 'bias', [classes], weights.subarray(biases))
  const logits = graph.node('Gemm', owner, [addScaledLevels(graph, shape), kernel, bias])
  return graph.node('Softmax', owner, [logits], { axis: 1 })
}
