import type { Weights } from '../../../learners/knn'
import type { GraphBuilder } from '../graph'
import { doubleOf, floatOf, wholeOf } from './kinds'

/** The nearest training images of each image, nearest first. */
export interface Nearest {
  /** What they were ordered by, [N, k] */
  measures: string
  /** Which training images they are, int64 [N, k]; of equally near ones the first */
  indices: string
}

/** @param measures [N, training images] */
export function addNearest(
  graph: GraphBuilder,
  measures: string,
  count: number,
  nearer: 'smaller' | 'larger' = 'smaller',
): Nearest {
  const owner = 'nearest'
  const k = graph.constant(owner, 'count', [1], BigInt64Array.of(BigInt(count)))
  const [values, indices] = graph.severalOf(['measures', 'indices'], 'TopK', owner, [measures, k], {
    axis: 1,
    largest: nearer === 'larger' ? 1 : 0,
    sorted: 1,
  })
  return { measures: values, indices }
}

/** Those who vote, and how. */
interface Electorate {
  /** Of the training images. */
  labels: Uint8Array
  classes: number
  weights: Weights
}

/**
 * What the nearest images vote for.
 * @param distances float64 [N, k] of the nearest; asked for only where votes are weighed by them
 * @returns shares of the classes, float32 [N, classes]
 */
export function addVote(
  graph: GraphBuilder,
  indices: string,
  distances: () => string,
  { labels, classes, weights }: Electorate,
): string {
  const owner = 'vote'
  const ofAll = graph.constant(owner, 'labels', [labels.length], labels)
  const chosen = wholeOf(graph, graph.node('Gather', owner, [ofAll, indices]), owner)
  const last = graph.constant(owner, 'last axis', [1], BigInt64Array.of(2n))
  const names = graph.constant(
    owner,
    'classes',
    [classes],
    Int32Array.from({ length: classes }, (_, label) => label),
  )
  const column = graph.node('Unsqueeze', owner, [chosen, last])
  const votes = graph.node('Equal', owner, [column, names])
  if (weights === 'uniform')
    return graph.node('ReduceMean', owner, [floatOf(graph, votes, owner)], {
      axes: [1],
      keepdims: 0,
    })
  const weight = addWeights(graph, distances())
  const weighed = graph.node('Mul', owner, [
    doubleOf(graph, votes, owner),
    graph.node('Unsqueeze', `${owner}/weight`, [weight, last]),
  ])
  const second = graph.constant(owner, 'second axis', [1], BigInt64Array.of(1n))
  const sums = graph.node('ReduceSum', owner, [weighed, second], { keepdims: 0 })
  const whole = graph.node('ReduceSum', `${owner}/whole`, [weight, second], { keepdims: 1 })
  return floatOf(graph, graph.node('Div', owner, [sums, whole]), `${owner}/shares`)
}

/** 1 / distance in units of the nearest; neighbours at distance 0 vote alone. @returns [N, k] */
function addWeights(graph: GraphBuilder, distances: string): string {
  const owner = 'weight'
  const zero = graph.constant(owner, 'zero', [], Float64Array.of(0))
  const nearest = graph.node('ReduceMin', owner, [distances], { axes: [1], keepdims: 1 })
  const found = graph.node('Equal', owner, [nearest, zero])
  const same = doubleOf(graph, graph.node('Equal', `${owner}/same`, [distances, zero]), owner)
  const shares = graph.node('Div', owner, [nearest, distances])
  return graph.node('Where', owner, [found, same, shares])
}
