// Runs in worker threads from the sources too: see threads.ts on its imports.
/** In place of a pixel: the node is a leaf. */
export const leafMark = 0xffff

/**
 * A random forest (Breiman, 2001) as it is kept: the nodes of all trees one after another, each
 * tree in preorder, so that a node's left child is the node after it. Thresholds lie halfway between
 * neighbouring levels, as scikit-learn’s, rounded down: for whole levels that is the same question.
 */
export interface Forest {
  /** Pixels of one image. */
  features: number
  classes: number
  /** [trees + 1]: a tree's first node, which is its root; at the end the number of all nodes */
  starts: Uint32Array
  /** [nodes]: the pixel that is asked for, or `leafMark` */
  feature: Uint16Array
  /** [nodes]: images whose byte is not above this go left */
  threshold: Uint8Array
  /** [nodes]: the node of those that go right; of a leaf, its row in `shares` */
  right: Uint32Array
  /** [rows × classes]: what leaves say, each row sums to 1; row c < classes is wholly class c */
  shares: Float32Array
  /** Whence the trees' samples can be drawn again; null where each tree saw all images. */
  bags: { seed: number; images: number } | null
}

/** The nodes of one tree. */
export interface TreeNodes {
  /** [nodes], as in `Forest` */
  feature: Uint16Array
  /** [nodes] */
  threshold: Uint8Array
  /** [nodes], counted from this tree's root; rows of mixed leaves begin at `classes` */
  right: Uint32Array
  /** [mixed leaves × classes] */
  mixedShares: Float32Array
}

/** One tree as a thread has grown it. */
export interface GrownTree extends TreeNodes {
  /** [features]: see `SplitGains`; sums to 1 unless the root is a leaf */
  importance: Float64Array
  /** [classes × features] */
  ink: Float64Array
  /** [images]: the row of the leaf that an image outside of the bag fell into, or −1 */
  outsideRows: Int32Array | null
}

/** Puts trees together. */
export function joinTrees(
  trees: readonly TreeNodes[],
  { features, classes, bags }: Pick<Forest, 'features' | 'classes' | 'bags'>,
): Forest {
  const starts = new Uint32Array(trees.length + 1)
  let nodes = 0
  let rows = classes
  for (const [index, tree] of trees.entries()) {
    nodes += tree.feature.length
    rows += tree.mixedShares.length / classes
    starts[index + 1] = nodes
  }
  const feature = new Uint16Array(nodes)
  const threshold = new Uint8Array(nodes)
  const right = new Uint32Array(nodes)
  const shares = new Float32Array(rows * classes)
  for (let c = 0; c < classes; c += 1) shares[c * classes + c] = 1
  const leaf: number = leafMark
  let row = classes
  for (const [index, tree] of trees.entries()) {
    const start = starts[index] ?? 0
    feature.set(tree.feature, start)
    threshold.set(tree.threshold, start)
    shares.set(tree.mixedShares, row * classes)
    for (const [node, target] of tree.right.entries()) {
      const moved = tree.feature[node] === leaf ? (target < classes ? 0 : row - classes) : start
      right[start + node] = target + moved
    }
    row += tree.mixedShares.length / classes
  }
  return { features, classes, starts, feature, threshold, right, shares, bags }
}
