import type { LearnerOf } from '#contract/learner'
import type { Shape } from '#contract/shape-inference'
import { leafMark, type Forest } from '../../../learners/forest'
import { storedForest } from '../../../learners/forest-learner'
import type { StoredArrays } from '../../../learners/types'
import { learnersDomain, type GraphBuilder } from '../graph'
import { addLevels } from './levels'

/**
 * All trees in one operator, which sums what their leaves say; the mean is taken behind it, since
 * sums of whole numbers stay exact and equal votes equal.
 */
export function addForest(
  graph: GraphBuilder,
  learner: LearnerOf<'randomForest'>,
  arrays: StoredArrays,
  shape: Shape,
): string {
  const owner = 'forest'
  const forest = storedForest(learner, arrays)
  const [, sums] = graph.severalOf(
    ['label', 'sums'],
    'TreeEnsembleClassifier',
    owner,
    [addLevels(graph, shape)],
    {
      ...nodesOf(forest),
      ...leavesOf(forest),
      classlabels_int64s: Array.from({ length: forest.classes }, (_, label) => label),
      post_transform: 'NONE',
    },
    learnersDomain,
  )
  const trees = graph.constant(owner, 'trees', [], Float32Array.of(forest.starts.length - 1))
  return graph.node('Div', owner, [sums, trees])
}

const modes = { branch: 'BRANCH_LEQ', leaf: 'LEAF' } as const

/** A row for each node of each tree, numbered from its root. */
function nodesOf({ starts, feature, threshold, right }: Forest) {
  const count = feature.length
  const trees = new Int32Array(count)
  const numbers = new Int32Array(count)
  const [pixels, lefts, rights] = [
    new Int32Array(count),
    new Int32Array(count),
    new Int32Array(count),
  ]
  const values = new Float32Array(count)
  const kinds = new Array<string>(count).fill(modes.leaf)
  eachNode(starts, (tree, number, node) => {
    trees[node] = tree
    numbers[node] = number
    if (feature[node] === leafMark) return
    kinds[node] = modes.branch
    pixels[node] = feature[node] ?? 0
    // Halfway between two levels, so that no rounding reaches it.
    values[node] = (threshold[node] ?? 0) + 0.5
    lefts[node] = number + 1
    rights[node] = number + (right[node] ?? 0) - node
  })
  return {
    nodes_treeids: trees,
    nodes_nodeids: numbers,
    nodes_modes: kinds,
    nodes_featureids: pixels,
    nodes_values: values,
    nodes_truenodeids: lefts,
    nodes_falsenodeids: rights,
  }
}

/** A row for each class that a leaf gives a share to. */
function leavesOf(forest: Forest) {
  let count = 0
  eachShare(forest, () => (count += 1))
  const [trees, numbers, labels] = [
    new Int32Array(count),
    new Int32Array(count),
    new Int32Array(count),
  ]
  const weights = new Float32Array(count)
  let row = 0
  eachShare(forest, (tree, number, label, share) => {
    trees[row] = tree
    numbers[row] = number
    labels[row] = label
    weights[row] = share
    row += 1
  })
  return {
    class_treeids: trees,
    class_nodeids: numbers,
    class_ids: labels,
    class_weights: weights,
  }
}

function eachShare(
  { starts, classes, feature, right, shares }: Forest,
  visit: (tree: number, number: number, label: number, share: number) => void,
): void {
  eachNode(starts, (tree, number, node) => {
    if (feature[node] !== leafMark) return
    const row = (right[node] ?? 0) * classes
    for (let label = 0; label < classes; label += 1) {
      const share = shares[row + label] ?? 0
      if (share > 0) visit(tree, number, label, share)
    }
  })
}

function eachNode(
  starts: Uint32Array,
  visit: (tree: number, number: number, node: number) => void,
): void {
  for (let tree = 0; tree + 1 < starts.length; tree += 1) {
    const start = starts[tree] ?? 0
    for (let node = start; node < (starts[tree + 1] ?? 0); node += 1)
      visit(tree, node - start, node)
  }
}
