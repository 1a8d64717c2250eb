import type { Shape } from '#contract/shape-inference'
import { imageless } from '../../../learners/naive-bayes'
import { arrayIn, type StoredArrays } from '../../../learners/stored-arrays'
import type { GraphBuilder } from '../graph'
import { floatOf, doubleOf } from './kinds'
import { addLevels } from './levels'

/**
 * log share − ½ Σ log 2πσ² − Σ (x − μ)² / 2σ², in double precision as when it was fitted: small
 * variances make terms that float32 cannot hold apart, and expanding the square would take more
 * digits still.
 */
export function addNaiveBayes(graph: GraphBuilder, arrays: StoredArrays, shape: Shape): string {
  const owner = 'bayes'
  const [shares, means, variances] = ['shares', 'means', 'variances'].map((name) =>
    arrayIn(arrays, name, 'float64'),
  ) as [Float64Array, Float64Array, Float64Array]
  const dims = [shares.length, means.length / shares.length]
  const constant = (name: string, sizes: readonly number[], values: Float64Array) =>
    graph.constant(owner, name, sizes, values)
  const levels = doubleOf(graph, addLevels(graph, shape), owner)
  const pixels = graph.node('Div', owner, [levels, constant('lightest', [], Float64Array.of(255))])
  const axes = graph.constant(owner, 'axes', [1], BigInt64Array.of(1n))
  const beside = graph.node('Unsqueeze', owner, [pixels, axes])
  const apart = graph.node('Sub', owner, [beside, constant('means', dims, means)])
  const squares = graph.node('Mul', owner, [apart, apart])
  const doubled = constant(
    'doubled variances',
    dims,
    variances.map((each) => 2 * each),
  )
  const terms = graph.node('Div', `${owner}/terms`, [squares, doubled])
  const last = graph.constant(owner, 'last axis', [1], BigInt64Array.of(2n))
  const sums = graph.node('ReduceSum', owner, [terms, last], { keepdims: 0 })
  const without = constant('without an image', [shares.length], imageless(shares, variances))
  const logarithms = graph.node('Sub', `${owner}/logarithms`, [without, sums])
  return floatOf(graph, graph.node('Softmax', owner, [logarithms], { axis: 1 }), owner)
}
