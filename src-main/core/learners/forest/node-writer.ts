// Runs in worker threads from the sources too: see threads.ts on its imports.
import { leafMark, type TreeNodes } from './forest.ts'

/** Writes the nodes of one tree in preorder. */
export class NodeWriter {
  private readonly feature: Uint16Array
  private readonly threshold: Uint8Array
  private readonly right: Uint32Array
  private readonly classes: number
  private count = 0
  private mixed: number[] = []

  /** @param leaves most there will be */
  constructor(leaves: number, classes: number) {
    this.feature = new Uint16Array(2 * leaves - 1)
    this.threshold = new Uint8Array(2 * leaves - 1)
    this.right = new Uint32Array(2 * leaves - 1)
    this.classes = classes
  }

  begin(): void {
    this.count = 0
    this.mixed = []
  }

  /** @returns the node's number */
  split(feature: number, threshold: number): number {
    const node = this.count
    this.feature[node] = feature
    this.threshold[node] = threshold
    this.count += 1
    return node
  }

  /** The next node will be the right child of this one. */
  joinRight(node: number): void {
    this.right[node] = this.count
  }

  /**
   * @param totals [classes] of the leaf
   * @returns the leaf's row of shares
   */
  leaf(totals: Float64Array, weight: number): number {
    let row = totals.indexOf(weight)
    if (row < 0) {
      row = this.classes + this.mixed.length / this.classes
      for (const total of totals) this.mixed.push(total / weight)
    }
    this.feature[this.count] = leafMark
    this.threshold[this.count] = 0
    this.right[this.count] = row
    this.count += 1
    return row
  }

  finish(): TreeNodes {
    return {
      feature: this.feature.slice(0, this.count),
      threshold: this.threshold.slice(0, this.count),
      right: this.right.slice(0, this.count),
      mixedShares: Float32Array.from(this.mixed),
    }
  }
}
