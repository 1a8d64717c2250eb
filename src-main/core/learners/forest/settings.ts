export interface ForestSettings {
  /** How many trees vote. */
  trees: number
  /** Questions from a tree's root to its deepest leaf at most; null: until the leaves are pure. */
  maxDepth: number | null
  /** Different images that each side of a split keeps, at least 1. */
  minSamplesLeaf: number
  /** Pixels drawn at each node, at most all; null: the square root of their number, rounded down. */
  pixelsPerSplit: number | null
  /**
   * Each tree sees as many images as there are, drawn with replacement; otherwise all of them, as no
   * forest of the app does: only so can a tree be compared with scikit-learn's node by node.
   */
  bootstrap: boolean
  /** 0 … 2³¹ − 1 */
  seed: number
}

/** Pixels that are drawn at a node. */
export function candidatePixels({ pixelsPerSplit }: ForestSettings, features: number): number {
  return pixelsPerSplit ?? Math.max(1, Math.floor(Math.sqrt(features)))
}
