// Runs in worker threads from the sources too: see threads.ts on its imports.
import { leafMark, type Forest } from './forest.ts'
import { OtherImages } from './other-images.ts'

/** What all threads that permute pixels know. */
export interface Permutation {
  forest: Forest
  /** [images × features] */
  pixels: Uint8Array
  /** [images] */
  labels: Uint8Array
  seed: number
  /** Images in a piece; a repeat's pieces follow each other. */
  imagesAtOnce: number
  /** [images × ⌈trees ÷ 8⌉], a bit for each tree that saw the image and has no vote; null: all vote */
  seenBy: Uint8Array | null
}

/** Sums over some images, by their class. */
export interface PermutationSums {
  /** [classes]: images on which any tree has a vote */
  images: Float64Array
  /** [classes × features]: by how much the probability of an image's class fell */
  losses: Float64Array
}

/**
 * Gives one pixel at a time the byte of another image, drawn by permuting all images, and measures
 * what the forest then says (Breiman, 2001). Only nodes that ask for the pixel can send an image
 * another way, and only below the first that does; so instead of asking every tree anew for each of
 * 784 pixels, an image's path is walked once and left at its nodes. The result is the same.
 */
export class PixelPermuter {
  private readonly permutation: Permutation
  private readonly images: number
  private readonly trees: number
  private repeat = -1
  private others = new OtherImages(0, 0, 0, 0)

  /** [features], of one image: what a pixel changes of the votes for its class */
  private readonly changes: Float64Array
  private readonly path: Uint32Array
  /** [features]: the last tree, counted over all images, that the pixel changed the way in. */
  private readonly leftPath: Float64Array
  private treesAsked = 0

  constructor(permutation: Permutation) {
    const { features, feature, starts } = permutation.forest
    this.permutation = permutation
    this.images = permutation.labels.length
    this.trees = starts.length - 1
    this.changes = new Float64Array(features)
    this.path = new Uint32Array(feature.length)
    this.leftPath = new Float64Array(features).fill(-1)
  }

  /** @param piece counted over all repeats */
  measure(piece: number): PermutationSums {
    const { forest, labels, seenBy, imagesAtOnce } = this.permutation
    const { classes, features } = forest
    const pieces = Math.ceil(this.images / imagesAtOnce)
    this.beginRepeat(Math.floor(piece / pieces))
    const first = (piece % pieces) * imagesAtOnce
    const sums = {
      images: new Float64Array(classes),
      losses: new Float64Array(classes * features),
    }
    const bytes = Math.ceil(this.trees / 8)
    for (let image = first; image < Math.min(this.images, first + imagesAtOnce); image += 1) {
      const label = labels[image] ?? 0
      let voters = 0
      for (let tree = 0; tree < this.trees; tree += 1) {
        if (seenBy && ((seenBy[image * bytes + (tree >> 3)] ?? 0) >> (tree & 7)) & 1) continue
        this.askTree(tree, image, label)
        voters += 1
      }
      if (voters > 0) this.addImage(label, voters, sums)
    }
    return sums
  }

  private beginRepeat(repeat: number): void {
    if (repeat === this.repeat) return
    const { seed, forest } = this.permutation
    this.others = new OtherImages(seed, repeat, this.images, forest.features)
    this.repeat = repeat
  }

  /** Adds what each pixel of an image's path would change of the tree's vote for its class. */
  private askTree(tree: number, image: number, label: number): void {
    const { forest, pixels } = this.permutation
    const { features, classes, starts, feature, threshold, right, shares } = forest
    const { path, others, leftPath, changes } = this
    const offset = image * features
    let length = 0
    let node = starts[tree] ?? 0
    for (let pixel = feature[node] ?? 0; pixel !== leafMark; pixel = feature[node] ?? 0) {
      path[length] = node
      length += 1
      const below = (pixels[offset + pixel] ?? 0) <= (threshold[node] ?? 0)
      node = below ? node + 1 : (right[node] ?? 0)
    }
    const shareOf = (leaf: number) => shares[leaf * classes + label] ?? 0
    const share = shareOf(right[node] ?? 0)

    this.treesAsked += 1
    for (let step = 0; step < length; step += 1) {
      const fork = path[step] ?? 0
      const pixel = feature[fork] ?? 0
      if (leftPath[pixel] === this.treesAsked) continue
      const byte = pixels[others.of(image, pixel) * features + pixel] ?? 0
      const limit = threshold[fork] ?? 0
      const below = byte <= limit
      if (below === (pixels[offset + pixel] ?? 0) <= limit) continue
      leftPath[pixel] = this.treesAsked
      const otherRow = this.walk(below ? fork + 1 : (right[fork] ?? 0), offset, pixel, byte)
      changes[pixel] = (changes[pixel] ?? 0) + (shareOf(otherRow) - share)
    }
  }

  /** @returns the row of the leaf below a node for an image whose pixel has another byte */
  private walk(from: number, offset: number, pixel: number, byte: number): number {
    const { forest, pixels } = this.permutation
    const { feature, threshold, right } = forest
    let node = from
    for (let asked = feature[node] ?? 0; asked !== leafMark; asked = feature[node] ?? 0) {
      const value = asked === pixel ? byte : (pixels[offset + asked] ?? 0)
      node = value <= (threshold[node] ?? 0) ? node + 1 : (right[node] ?? 0)
    }
    return right[node] ?? 0
  }

  private addImage(label: number, voters: number, { images, losses }: PermutationSums): void {
    const { changes } = this
    images[label] = (images[label] ?? 0) + 1
    const from = label * changes.length
    for (const [pixel, change] of changes.entries())
      losses[from + pixel] = (losses[from + pixel] ?? 0) - change / voters
    changes.fill(0)
  }
}
