import { classPairs, type PlattScaling } from '../../../learners/svm'
import { learnersDomain, type GraphBuilder } from '../graph'
import { floatOf } from './kinds'

/**
 * Votes of the pairs, and their softmax: see `countVotes`, whose steps these are.
 * @param decisions float32 [N, pairs], above 0 for the first of the pair
 * @returns float32 [N, classes]
 */
export function addVotes(graph: GraphBuilder, decisions: string, classes: number): string {
  const owner = 'votes'
  const pairs = classPairs(classes)
  const signs = new Float32Array(pairs.length * classes)
  const ofSecond = new Float32Array(classes)
  for (const [pair, [first, second]] of pairs.entries()) {
    signs[pair * classes + first] = 1
    signs[pair * classes + second] = -1
    ofSecond[second] = (ofSecond[second] ?? 0) + 1
  }
  const sides = graph.constant(owner, 'sides', [pairs.length, classes], signs)
  const zero = graph.constant(owner, 'zero', [], Float32Array.of(0))
  const forFirst = floatOf(graph, graph.node('Greater', owner, [decisions, zero]), owner)
  // Whoever does not vote for the first votes for the second.
  const bySecond = graph.constant(owner, 'of second', [classes], ofSecond)
  const votes = graph.node('Gemm', owner, [forFirst, sides, bySecond])
  const decided = graph.node('MatMul', owner, [decisions, sides])
  const confidences = graph.node('Add', owner, [votes, addSquashed(graph, decided)])
  return graph.node('Softmax', owner, [addWinnerFirst(graph, votes, confidences, classes)], {
    axis: 1,
  })
}

/** d / 3(|d| + 1): less than a third of a vote. */
function addSquashed(graph: GraphBuilder, decided: string): string {
  const owner = 'decided'
  const [one, three] = [1, 3].map((value) =>
    graph.constant(owner, `${value}`, [], Float32Array.of(value)),
  ) as [string, string]
  const size = graph.node('Add', owner, [graph.node('Abs', owner, [decided]), one])
  return graph.node('Div', owner, [decided, graph.node('Mul', owner, [size, three])])
}

/** Where votes tie, the winner and the tied class that was more decided change places. */
function addWinnerFirst(
  graph: GraphBuilder,
  votes: string,
  confidences: string,
  classes: number,
): string {
  const owner = 'winner'
  const names = BigInt64Array.from({ length: classes }, (_, label) => BigInt(label))
  const all = graph.constant(owner, 'classes', [classes], names)
  const greatest = (values: string, name: string) => {
    const at = graph.node('ArgMax', name, [values], { axis: 1, keepdims: 1 })
    return graph.node('Equal', name, [all, at])
  }
  const winner = greatest(votes, owner)
  const highest = greatest(confidences, 'highest')
  const axes = { axes: [1], keepdims: 1 }
  const top = graph.node('ReduceMax', owner, [confidences], axes)
  const zero = graph.constant(owner, 'zero', [], Float32Array.of(0))
  const alone = graph.node('Where', `${owner}/alone`, [winner, confidences, zero])
  const sum = graph.constant(owner, 'axis', [1], BigInt64Array.of(1n))
  const held = graph.node('ReduceSum', owner, [alone, sum], { keepdims: 1 })
  const exchanged = graph.node('Where', `${owner}/highest`, [highest, held, confidences])
  return graph.node('Where', owner, [winner, top, exchanged])
}

/**
 * Platt's sigmoids of the pairs, coupled to probabilities of all classes. ONNX has that iteration
 * in one operator only, SVMClassifier; here its support vectors are the unit vectors of the pairs,
 * so that its decisions are those that it is given.
 * @param decisions float32 [N, pairs]
 * @returns float32 [N, classes]
 */
export function addCoupling(
  graph: GraphBuilder,
  decisions: string,
  classes: number,
  { a, b }: PlattScaling,
): string {
  const pairs = classPairs(classes)
  const units = new Float32Array(pairs.length ** 2)
  const coefficients = new Float32Array((classes - 1) * pairs.length)
  const ofClass = new Int32Array(classes)
  for (const [pair, [first, second]] of pairs.entries()) {
    units[pair * pairs.length + pair] = 1
    coefficients[(second - 1) * pairs.length + pair] = 1
    ofClass[first] = (ofClass[first] ?? 0) + 1
  }
  const [, probabilities] = graph.severalOf(
    ['label', 'probabilities'],
    'SVMClassifier',
    'coupling',
    [decisions],
    {
      kernel_type: 'LINEAR',
      // Has to be there for any kernel: gamma, offset and degree.
      kernel_params: Float32Array.of(1, 0, 1),
      support_vectors: units,
      vectors_per_class: ofClass,
      coefficients,
      rho: new Float32Array(pairs.length),
      prob_a: Float32Array.from(a),
      prob_b: Float32Array.from(b),
      classlabels_ints: Array.from({ length: classes }, (_, label) => label),
      post_transform: 'NONE',
    },
    learnersDomain,
  )
  return probabilities
}
