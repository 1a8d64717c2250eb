import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { matrixProduct } from '../../native/matrix-product'
import type { Tensors } from '../../native/tensorflow'
import { Pace } from '../pace'
import type { Work } from '../types'
import type { Distances } from './distances'
import { NearestLists } from './nearest-lists'
import { productRounding, type SearchSpace } from './search-space'

/** Products whose least value is looked at before any of them. */
const blockLength = 64
/** Of one tile of products; 64 MB in 32 bits. */
const productsAtOnce = 2 ** 24
/** Of one tile: messages are heard between tiles. */
const multiplicationsAtOnce = 12e9
/** Of the training points of one tile; 32 MB. */
const coordinatesAtOnce = 2 ** 23
/** As the squared length of a point that fills up a block: nothing is near it. */
const farAway = 1e38

/** Training points side by side with their squared lengths, in whole blocks. */
interface TrainingTile {
  first: number
  blocks: number
  /** [width + 1 × blocks · blockLength] */
  columns: Tensor2D
  /** Of the longest point. */
  longest: number
}

/** Products of some queries with a training tile; each is |training|² − 2 training · query. */
interface ProductTile {
  firstQuery: number
  queries: number
  training: TrainingTile
  /** [queries · blocks × blockLength] */
  products: Tensor2D
  /** [queries × blocks], the least product of each block */
  least: Float32Array
  /** [queries], squared lengths */
  squares: Float32Array
}

/**
 * The nearest training images of each query, exactly: products of matrices bound all distances
 * from below, blocks of training images that are too far by their least product are passed by,
 * and what remains is measured. With the pixels themselves that is the usual search by tiles;
 * with a projection of them it is filter and refine.
 * Source: Faloutsos, Ranganathan and Manolopoulos, Fast subsequence matching in time-series
 * databases, 1994 (the lower bound); Johnson, Douze and Jégou, Billion-scale similarity search
 * with GPUs, 2017 (tiles of products).
 * @param length of each list, at most the training images
 */
export async function searchByProducts(
  tf: Tensors,
  space: SearchSpace,
  distances: Distances,
  length: number,
  work: Work,
): Promise<NearestLists> {
  const { queries, training } = distances
  const lists = new NearestLists(queries, length)
  const wanted = Math.min(training, coordinatesAtOnce / (space.width + 1))
  const trainingRows = Math.ceil(wanted / blockLength) * blockLength
  const products = Math.min(productsAtOnce, multiplicationsAtOnce / (space.width + 1))
  const queryRows = Math.max(1, Math.floor(products / trainingRows))
  const pace = new Pace(work)
  const searches = Math.ceil(training / trainingRows) * queries
  let done = 0
  // The space has looked at every training image.
  await pace.breathe()
  for (let first = 0; first < training; first += trainingRows) {
    const tile = trainingTile(tf, space, first, Math.min(trainingRows, training - first))
    try {
      await pace.breathe()
      for (let query = 0; query < queries; query += queryRows) {
        const count = Math.min(queryRows, queries - query)
        tf.tidy(() => {
          const products = productTile(tf, space, tile, query, count)
          new TileSearch(tf, space, distances, lists, products).run()
        })
        done += count
        await pace.breathe(done / searches)
      }
    } finally {
      tile.columns.dispose()
    }
  }
  return lists
}

function trainingTile(tf: Tensors, space: SearchSpace, first: number, count: number): TrainingTile {
  const blocks = Math.ceil(count / blockLength)
  const missing = blocks * blockLength - count
  const [columns, longest] = tf.tidy(() => {
    const rows = pointsAndSquares(tf, space.trainingPoints(first, count))
    const square = rows.slice([0, space.width]).max()
    return [withFilling(tf, rows, missing).transpose(), square] as [Tensor2D, Tensor]
  })
  const [square = 0] = longest.dataSync()
  longest.dispose()
  return { first, blocks, columns, longest: Math.sqrt(square) * (1 + productRounding(space.width)) }
}

/** Takes the points away when it is done, for they are large. */
function pointsAndSquares(tf: Tensors, points: Tensor2D): Tensor2D {
  const squares = tf.tidy(() => points.square().sum(1, true))
  const rows = tf.concat([points, squares], 1) as Tensor2D
  points.dispose()
  return rows
}

/** So many points more, near to nothing. */
function withFilling(tf: Tensors, rows: Tensor2D, missing: number): Tensor2D {
  if (missing === 0) return rows
  const origin = tf.zeros([missing, rows.shape[1] - 1])
  return tf.concat([rows, tf.concat([origin, tf.fill([missing, 1], farAway)], 1) as Tensor2D], 0)
}

function productTile(
  tf: Tensors,
  space: SearchSpace,
  training: TrainingTile,
  firstQuery: number,
  queries: number,
): ProductTile {
  const points = space.queryPoints(firstQuery, queries)
  const squares = points.square().sum(1).dataSync<'float32'>()
  const factors = tf.concat([points.mul(-2), tf.ones([queries, 1])], 1)
  const products = matrixProduct(tf, factors as Tensor2D, training.columns).reshape([
    queries * training.blocks,
    blockLength,
  ]) as Tensor2D
  const least = products.min(1).dataSync<'float32'>()
  return { firstQuery, queries, training, products, least, squares }
}

/** Looks for nearer images in one tile of products. */
class TileSearch {
  /** [queries], what a product may be at most for its image to come into the list. */
  private readonly limits: Float64Array

  constructor(
    private readonly tf: Tensors,
    private readonly space: SearchSpace,
    private readonly distances: Distances,
    private readonly lists: NearestLists,
    private readonly tile: ProductTile,
  ) {
    this.limits = new Float64Array(tile.queries)
  }

  run() {
    const { queries, firstQuery } = this.tile
    const fresh = this.lists.limit(firstQuery) === Infinity
    if (fresh) this.measureLeast()
    for (let query = 0; query < queries; query++) this.setLimit(query)
    this.measureWithin()
  }

  /** Fills the lists with what looks nearest, so that there is a limit at all. */
  private measureLeast() {
    const { queries, firstQuery, training, least } = this.tile
    const { length } = this.lists
    const blocks = new BlockChoice()
    const nearest = new NearestLists(1, length)
    for (let query = 0; query < queries; query++) {
      nearest.clear(0)
      const row = query * training.blocks
      let limit = Infinity
      for (let block = 0; block < training.blocks; block++) {
        const product = least[row + block] ?? 0
        if (product >= limit) continue
        nearest.insert(0, product, block)
        limit = nearest.limit(0)
      }
      for (const block of nearest.indices)
        if (block < training.blocks) blocks.add(query, block, row + block)
    }
    const products = this.read(blocks)
    let at = 0
    for (let query = 0; query < queries; query++) {
      nearest.clear(0)
      for (; blocks.queries[at] === query; at++) {
        const first = training.first + (blocks.blocks[at] ?? 0) * blockLength
        for (let i = 0; i < blockLength; i++)
          nearest.insert(0, products[at * blockLength + i] ?? 0, first + i)
      }
      for (const index of nearest.indices) this.measure(firstQuery + query, index)
    }
  }

  /** Measures every image whose product is within the limit. */
  private measureWithin() {
    const { limits } = this
    const { queries, firstQuery, training, least } = this.tile
    const blocks = new BlockChoice()
    for (let query = 0; query < queries; query++) {
      const row = query * training.blocks
      const limit = limits[query] ?? 0
      for (let block = 0; block < training.blocks; block++)
        if ((least[row + block] ?? 0) <= limit) blocks.add(query, block, row + block)
    }
    const products = this.read(blocks)
    for (let at = 0; at < blocks.count; at++) {
      const query = blocks.queries[at] ?? 0
      const first = training.first + (blocks.blocks[at] ?? 0) * blockLength
      const row = at * blockLength
      let limit = limits[query] ?? 0
      for (let i = 0; i < blockLength; i++) {
        if ((products[row + i] ?? 0) > limit) continue
        this.measure(firstQuery + query, first + i)
        this.setLimit(query)
        limit = limits[query] ?? 0
      }
    }
  }

  private measure(query: number, index: number) {
    if (index >= this.distances.training) return
    const measure = this.distances.measure(query, index, this.lists.limit(query))
    this.lists.insert(query, measure, index)
  }

  /** What a pair of points may have for a product that is no farther apart than the list's last. */
  private setLimit(query: number) {
    const { space, tile } = this
    const index = tile.firstQuery + query
    const square = tile.squares[query] ?? 0
    const apart = Math.sqrt(this.distances.square(this.lists.limit(index)))
    const error = (space.queryErrors[index] ?? 0) + space.trainingError
    const lengths = Math.sqrt(square) + tile.training.longest
    const rounding = 2 * productRounding(space.width + 4) * lengths * lengths
    this.limits[query] = (space.stretch * apart + error) ** 2 - square + rounding
  }

  /** [chosen × blockLength] */
  private read(blocks: BlockChoice): Float32Array {
    if (blocks.count === 0) return new Float32Array(0)
    const rows = this.tf.tensor1d(Int32Array.from(blocks.rows), 'int32')
    return this.tf.gather(this.tile.products, rows).dataSync<'float32'>()
  }
}

/** Blocks to be read, by query. */
class BlockChoice {
  readonly queries: number[] = []
  readonly blocks: number[] = []
  readonly rows: number[] = []

  get count() {
    return this.rows.length
  }

  add(query: number, block: number, row: number) {
    this.queries.push(query)
    this.blocks.push(block)
    this.rows.push(row)
  }
}
