import type { LearnerOf } from '#contract/learner'
import type { Shape } from '#contract/shape-inference'
import { projection } from '../../../learners/pca'
import { storedPcaKnn } from '../../../learners/pca-knn-learner'
import { squaredLengths } from '../../../learners/squared-lengths'
import type { StoredArrays } from '../../../learners/types'
import type { GraphBuilder } from '../graph'
import { doubleOf } from './kinds'
import { addLevels } from './levels'
import { addNearest, addVote } from './neighbours'

/**
 * The components as a matrix, then distances by a product in double precision: |t|² − 2 p·t loses
 * digits where a point lies close to another, which float32 could not spare.
 */
export function addPcaKnn(
  graph: GraphBuilder,
  learner: LearnerOf<'pcaKnn'>,
  arrays: StoredArrays,
  shape: Shape,
): string {
  const { pca, settings, projected, labels, classes, count } = storedPcaKnn(learner, arrays)
  const { features, components } = pca
  const { columns, middle } = projection(pca, settings.whiten)
  const matrix = graph.constant('projection', 'components', [features, components], columns)
  const mean = graph.constant('projection', 'mean', [components], middle)
  const product = graph.node('MatMul', 'projection', [addLevels(graph, shape), matrix])
  const points = doubleOf(graph, graph.node('Sub', 'projection', [product, mean]), 'projection')

  const owner = 'difference'
  const stored = graph.constant(owner, 'points', [count, components], projected)
  const training = doubleOf(graph, stored, owner)
  const lengths = graph.constant(owner, 'squares', [count], squaredLengths(projected, components))
  const differences = graph.node('Gemm', owner, [points, training, lengths], {
    alpha: { float: -2 },
    transB: 1,
  })
  const nearest = addNearest(graph, differences, settings.neighbours)
  const distances = () => addDistances(graph, points, nearest.measures)
  return addVote(graph, nearest.indices, distances, { labels, classes, weights: settings.weights })
}

/** @param differences |t|² − 2 p·t, of which rounding can leave less than −|p|² */
function addDistances(graph: GraphBuilder, points: string, differences: string): string {
  const owner = 'distance'
  const squares = graph.node('ReduceSumSquare', owner, [points], { axes: [1], keepdims: 1 })
  const zero = graph.constant(owner, 'zero', [], Float64Array.of(0))
  const sums = graph.node('Add', owner, [differences, squares])
  return graph.node('Sqrt', owner, [graph.node('Max', owner, [sums, zero])])
}
