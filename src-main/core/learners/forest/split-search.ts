// Runs in worker threads from the sources too: see threads.ts on its imports.
import { LevelSort } from './level-sort.ts'
import type { NodeImages } from './node-images.ts'

/** A tag of an image in the bag: its class in the lower 8 bits, how often it was drawn above. */
export const bagTag = (label: number, copies: number) => (copies << 8) | label

/** Counts the drawn copies of each class. @param counts [classes], written */
export function countClasses(
  pairs: Int32Array,
  start: number,
  end: number,
  counts: Float64Array,
): void {
  counts.fill(0)
  for (let i = start; i < end; i += 1) {
    const tag = pairs[2 * i + 1] ?? 0
    counts[tag & 0xff] = (counts[tag & 0xff] ?? 0) + (tag >> 8)
  }
}

/**
 * Searches the thresholds that lower a node's Gini impurity most (Breiman, Friedman, Olshen and
 * Stone, “Classification and Regression Trees”, 1984). All sums are whole numbers that a double
 * holds exactly, so the order of images does not matter.
 *
 * Most pixels are paper (0), and paper is left of every threshold: it is never counted, but is what
 * the inked images leave over of the node. Those are taken from level 255 downwards to the right
 * side, one by one, while the sums of squares that make the impurity follow.
 */
export class SplitSearch {
  /** [classes]: how much of the bag the node has of each */
  readonly totals: Float64Array
  weight = 0
  private totalSquares = 0

  /** Of the best split so far: Σ squares ÷ weight of both sides; the greater, the purer. */
  purity = -1
  pixel = 0
  threshold = 0

  private readonly minSamplesLeaf: number
  /** Inked images of the node: level · 2²² + tag. No bag holds an image 2¹⁴ times. */
  private readonly keys: Int32Array
  private readonly levelSort: LevelSort
  /** [classes], of the side above the threshold */
  private readonly above: Float64Array

  /** @param images of the greatest node */
  constructor(images: number, classes: number, minSamplesLeaf: number) {
    this.minSamplesLeaf = minSamplesLeaf
    this.keys = new Int32Array(images)
    this.levelSort = new LevelSort(images)
    this.totals = new Float64Array(classes)
    this.above = new Float64Array(classes)
  }

  /** Begins a node. */
  begin({ pairs, start, end }: NodeImages): void {
    countClasses(pairs, start, end, this.totals)
    this.weight = 0
    this.totalSquares = 0
    for (const total of this.totals) {
      this.weight += total
      this.totalSquares += total * total
    }
    this.purity = -1
  }

  get isPure(): boolean {
    return this.totalSquares === this.weight * this.weight
  }

  /**
   * Tries all thresholds of one pixel and keeps the best where it is better than those before.
   * @returns whether the pixel differs between the node's images
   */
  tryPixel(node: NodeImages, pixel: number): boolean {
    const inked = this.collectInked(node, pixel)
    if (inked === 0) return false
    const images = node.end - node.start
    const sorted = this.levelSort.sort(this.keys, inked)
    if (inked === images && (sorted[0] ?? 0) >> 22 === (sorted[inked - 1] ?? 0) >> 22) return false
    const purity = this.purity
    this.tryThresholds(sorted, inked, images)
    if (this.purity > purity) this.pixel = pixel
    return true
  }

  /** Writes the keys of inked images without a branch, which would be guessed wrongly too often. */
  private collectInked(node: NodeImages, pixel: number): number {
    const { data, pairs, end } = node
    const { keys } = this
    const offset = pixel * node.stride
    const last = 2 * end
    let inked = 0
    for (let i = 2 * node.start; i < last; i += 2) {
      const level = data[offset + (pairs[i] ?? 0)] ?? 0
      keys[inked] = (level << 22) | (pairs[i + 1] ?? 0)
      inked += (level + 255) >> 8
    }
    return inked
  }

  private tryThresholds(sorted: Int32Array, inked: number, images: number): void {
    const { above, totals, weight, totalSquares } = this
    const fewest = this.minSamplesLeaf
    const most = images - fewest
    let aboveWeight = 0
    let aboveSquares = 0
    // Σ over classes of above · total: gives the squares of the side below without its counts.
    let crossed = 0
    let best = -1
    let threshold = 0
    let level = (sorted[0] ?? 0) >> 22
    for (let i = 0; i < inked; i += 1) {
      const key = sorted[i] ?? 0
      const label = key & 0xff
      const copies = (key >> 8) & 0x3fff
      const had = above[label] ?? 0
      above[label] = had + copies
      aboveWeight += copies
      aboveSquares += copies * (2 * had + copies)
      crossed += copies * (totals[label] ?? 0)
      const next = i + 1 < inked ? (sorted[i + 1] ?? 0) >> 22 : 0
      if (next !== level && i + 1 >= fewest && i + 1 <= most) {
        const belowSquares = totalSquares - 2 * crossed + aboveSquares
        const purity = aboveSquares / aboveWeight + belowSquares / (weight - aboveWeight)
        // Of equally good thresholds the lowest, as scikit-learn takes.
        if (purity >= best) {
          best = purity
          threshold = (level + next) >> 1
        }
      }
      level = next
    }
    above.fill(0)
    if (best > this.purity) {
      this.purity = best
      this.threshold = threshold
    }
  }
}
