// Runs in worker threads from the sources too: see threads.ts on its imports.
import { deriveSeed, Random } from '../../dataset/random.ts'
import { drawBag } from './bag.ts'
import type { GrownTree } from './forest.ts'
import { NodeWriter } from './node-writer.ts'
import { Partition, type NodeImages } from './node-images.ts'
import { PixelDraw } from './pixel-draw.ts'
import type { ForestSettings } from './settings.ts'
import type { SharedImages } from './shared-images.ts'
import { SplitGains } from './split-gains.ts'
import { bagTag, countClasses, SplitSearch } from './split-search.ts'

/** What all threads that grow trees know. */
export interface Growth {
  images: SharedImages
  settings: ForestSettings
  /** Pixels drawn at a node. */
  candidates: number
}

/** A node that is to be grown, with those below it. */
interface Branch {
  start: number
  end: number
  outsideStart: number
  outsideEnd: number
  depth: number
  /** Pixels known to be the same in all its images. */
  constants: number
  /** The node whose right child this is, or −1. */
  rightOf: number
}

/**
 * From so few images of a node on, their pixels are copied together for the whole branch below: they
 * then lie close by in the processor's caches. Measured for 784 pixels.
 */
const nearbyImages = 1024

/**
 * Grows trees one after another (CART, Breiman et al., 1984, with pixels drawn at random for each
 * node as in Breiman, “Random Forests”, 2001), depth first. The images of a node are a stretch of one
 * list that its split divides in place; those outside of the bag go along in a list of their own and
 * so reach their leaves without being asked again.
 */
export class TreeGrower {
  private readonly growth: Growth
  private readonly search: SplitSearch
  private readonly partition: Partition
  private readonly writer: NodeWriter
  private readonly below: Float64Array
  /** Bytes of the images of one branch, each image's together. */
  private readonly nearby: Uint8Array
  /** Before this place of the bag's list, images lie in `nearby`. */
  private nearbyEnd = 0
  /** Images in the bag; see `bagTag`. */
  private readonly bag: NodeImages
  /** Images outside of the bag; their tags are their numbers. */
  private readonly outside: NodeImages

  constructor(growth: Growth) {
    const { count, features, classes, columns } = growth.images
    this.growth = growth
    this.search = new SplitSearch(count, classes, growth.settings.minSamplesLeaf)
    this.partition = new Partition(count)
    this.writer = new NodeWriter(count, classes)
    this.below = new Float64Array(classes)
    this.nearby = new Uint8Array(nearbyImages * features)
    const none = { data: columns, stride: count, start: 0, end: 0 }
    this.bag = { ...none, pairs: new Int32Array(2 * count) }
    this.outside = { ...none, pairs: new Int32Array(2 * count) }
  }

  /** The same tree for the same number and settings, whichever thread grows it. */
  grow(tree: number): GrownTree {
    const { images, settings, candidates } = this.growth
    const { search } = this
    const random = new Random(deriveSeed(settings.seed, `tree ${tree}`))
    const draw = new PixelDraw(images.features, random)
    const gains = new SplitGains(images.classes, images.features)
    const outsideRows = settings.bootstrap ? new Int32Array(images.count).fill(-1) : null
    const tryPixel = (pixel: number) => search.tryPixel(this.bag, pixel)

    this.writer.begin()
    const waiting = [this.plant(tree)]
    for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
      if (branch.rightOf >= 0) this.writer.joinRight(branch.rightOf)
      this.enter(branch)
      let { constants } = branch
      if (this.maySplit(branch)) {
        this.bringNear()
        constants = draw.draw(constants, candidates, tryPixel)
      }
      if (search.purity < 0) this.endInLeaf(outsideRows)
      else waiting.push(...this.split(branch, constants, gains))
    }
    gains.normalize()
    const { importance, ink } = gains
    return { ...this.writer.finish(), importance, ink, outsideRows }
  }

  /** Fills the lists of images; the root has all of them. */
  private plant(tree: number): Branch {
    const { images, settings } = this.growth
    const { bag, outside } = this
    const drawn = settings.bootstrap ? drawBag(settings.seed, tree, images.count) : null
    this.nearbyEnd = 0
    let end = 0
    let outsideEnd = 0
    for (const [place, image] of images.order.entries()) {
      const copies = drawn ? (drawn[image] ?? 0) : 1
      if (copies > 0) {
        bag.pairs[2 * end] = place
        bag.pairs[2 * end + 1] = bagTag(images.labels[image] ?? 0, copies)
        end += 1
      } else {
        outside.pairs[2 * outsideEnd] = place
        outside.pairs[2 * outsideEnd + 1] = image
        outsideEnd += 1
      }
    }
    return { start: 0, end, outsideStart: 0, outsideEnd, depth: 0, constants: 0, rightOf: -1 }
  }

  private enter({ start, end, outsideStart, outsideEnd }: Branch): void {
    const { bag, outside, growth } = this
    const isNearby = end <= this.nearbyEnd
    bag.data = isNearby ? this.nearby : growth.images.columns
    bag.stride = isNearby ? 1 : growth.images.count
    bag.start = start
    bag.end = end
    outside.start = outsideStart
    outside.end = outsideEnd
    this.search.begin(bag)
  }

  private maySplit({ start, end, depth }: Branch): boolean {
    const { maxDepth, minSamplesLeaf } = this.growth.settings
    if (maxDepth !== null && depth >= maxDepth) return false
    if (end - start < 2 * minSamplesLeaf) return false
    return !this.search.isPure
  }

  /** Copies the images of the node, once for the whole branch, where they are few enough. */
  private bringNear(): void {
    const { bag, nearby } = this
    const { rows, order, features } = this.growth.images
    if (bag.data === nearby || bag.end - bag.start > nearbyImages) return
    let to = 0
    for (let i = bag.start; i < bag.end; i += 1) {
      const from = (order[bag.pairs[2 * i] ?? 0] ?? 0) * features
      nearby.set(rows.subarray(from, from + features), to)
      bag.pairs[2 * i] = to
      to += features
    }
    bag.data = nearby
    bag.stride = 1
    this.nearbyEnd = bag.end
  }

  private endInLeaf(outsideRows: Int32Array | null): void {
    const { search, outside } = this
    const row = this.writer.leaf(search.totals, search.weight)
    if (!outsideRows) return
    for (let i = outside.start; i < outside.end; i += 1)
      outsideRows[outside.pairs[2 * i + 1] ?? 0] = row
  }

  /** @returns the branches below, the one that is grown first at the end */
  private split(branch: Branch, constants: number, gains: SplitGains): [Branch, Branch] {
    const { bag, outside, partition, search, below } = this
    const { pixel, threshold } = search
    const node = this.writer.split(pixel, threshold)
    const middle = partition.divide(bag, pixel, threshold)
    const outsideMiddle = partition.divide(outside, pixel, threshold)
    countClasses(bag.pairs, bag.start, middle, below)
    gains.add(pixel, search.totals, below)
    const depth = branch.depth + 1
    const { end, outsideEnd } = branch
    return [
      {
        start: middle,
        end,
        outsideStart: outsideMiddle,
        outsideEnd,
        depth,
        constants,
        rightOf: node,
      },
      { ...branch, end: middle, outsideEnd: outsideMiddle, depth, constants, rightOf: -1 },
    ]
  }
}
