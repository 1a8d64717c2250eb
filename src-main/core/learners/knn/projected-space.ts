import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { matrixProduct } from '../../native/matrix-product'
import type { Tensors } from '../../native/tensorflow'
import { imageRows } from '../image-rows'
import { scaled, type ImageSide } from './pixel-space'
import { productRounding, type SearchSpace } from './search-space'

/** Directions of length 1 and at right angles, but for rounding. */
export interface Basis {
  width: number
  /** [width × features] */
  vectors: Float32Array
}

/** Training images whose mean is taken for the middle of all. */
const imagesOfMiddle = 1_000

/**
 * Images by a few coordinates along the directions of a basis: what is left out can only
 * make a distance longer. All coordinates are told from one middle, for short numbers round less.
 */
export class ProjectedSpace implements SearchSpace {
  readonly width: number
  readonly stretch: number
  readonly queryErrors: Float64Array
  readonly trainingError: number
  /** [features × width] */
  private readonly directions: Tensor2D
  private readonly middle: Tensor1D

  /** @param queryLengths, trainingLengths of the images as they are, in bytes */
  constructor(
    private readonly tf: Tensors,
    private readonly features: number,
    { width, vectors }: Basis,
    private readonly queries: ImageSide,
    private readonly training: ImageSide,
    queryLengths: Float64Array,
    trainingLengths: Float64Array,
  ) {
    this.width = width
    this.stretch = stretch(vectors, width, features)
    // A coordinate's rounding against the length of the image; then factor, product and difference.
    const share = this.stretch * (productRounding(features) * Math.sqrt(width) + productRounding(8))
    const lengthOf = (length: number, { lengths }: ImageSide) => (lengths ? 1 : length)
    const longest = trainingLengths.reduce((most, length) => Math.max(most, length), 0)
    this.queryErrors = queryLengths.map((length) => share * lengthOf(length, queries))
    this.trainingError = share * lengthOf(longest, training)
    this.directions = tf.tidy(() => tf.tensor2d(vectors, [width, features]).transpose())
    const sample = Math.min(imagesOfMiddle, trainingLengths.length)
    this.middle = tf.tidy(() => this.coordinates(training, 0, sample).mean<Tensor1D>(0))
  }

  queryPoints(start: number, count: number): Tensor2D {
    const { tf, queries, middle } = this
    return tf.tidy(() => tf.sub(this.coordinates(queries, start, count), middle))
  }

  trainingPoints(start: number, count: number): Tensor2D {
    const { tf, training, middle } = this
    return tf.tidy(() => tf.sub(this.coordinates(training, start, count), middle))
  }

  dispose() {
    this.tf.dispose([this.directions, this.middle])
  }

  /** Piece by piece, so that the bytes become floats of a few images at a time only. */
  private coordinates({ pixels, lengths }: ImageSide, start: number, count: number): Tensor2D {
    const { tf, features, directions } = this
    const pieces: Tensor2D[] = []
    for (let first = start; first < start + count; first += imagesOfMiddle) {
      const piece = Math.min(imagesOfMiddle, start + count - first)
      const bytes = pixels.subarray(first * features, (first + piece) * features)
      pieces.push(
        tf.tidy(() => {
          const products = matrixProduct(tf, imageRows(tf, bytes, features), directions)
          return scaled(tf, products, lengths, first)
        }),
      )
    }
    return pieces.length === 1 && pieces[0] ? pieces[0] : tf.concat(pieces, 0)
  }
}

/**
 * The most that a projection can lengthen: the root of the largest eigenvalue of the products of
 * its directions, bounded by their sums in each row (Gershgorin, 1931).
 */
function stretch(vectors: Float32Array, width: number, features: number): number {
  const sums = new Float64Array(width)
  for (let a = 0; a < width; a++)
    for (let b = 0; b <= a; b++) {
      let product = 0
      for (let i = 0; i < features; i++)
        product += (vectors[a * features + i] ?? 0) * (vectors[b * features + i] ?? 0)
      sums[a] = (sums[a] ?? 0) + Math.abs(product)
      if (a !== b) sums[b] = (sums[b] ?? 0) + Math.abs(product)
    }
  return Math.sqrt(sums.reduce((most, sum) => Math.max(most, sum), 0)) * (1 + 1e-12)
}
