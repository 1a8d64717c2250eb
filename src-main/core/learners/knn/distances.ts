import { squaredLengths } from '../squared-lengths'

/**
 * Exact distances between images to be named and training images, as a measure that grows
 * with the distance and is cheaper than it.
 */
export interface Distances {
  queries: number
  training: number
  /** @param limit of interest: what is beyond it may be told as anything beyond it */
  measure(query: number, training: number, limit: number): number
  /** Square of the straight distance in the space of the points, of which the measure tells; at least that. */
  square(measure: number): number
  /** As it is shown and weighted. */
  distance(measure: number): number
}

/** So many squared bytes fit into 31 bits, and so few are worth a look at the limit. */
const pixelsAtOnce = 196

/**
 * Straight distances. Squares of bytes are whole numbers and their sums exact,
 * so equal distances are equal and the order is that of exact arithmetic.
 */
export class ByteDistances implements Distances {
  constructor(
    private readonly features: number,
    readonly queryPixels: Uint8Array,
    readonly trainingPixels: Uint8Array,
  ) {}

  get queries() {
    return this.queryPixels.length / this.features
  }

  get training() {
    return this.trainingPixels.length / this.features
  }

  measure(query: number, training: number, limit: number): number {
    const { features, queryPixels, trainingPixels } = this
    const from = query * features
    const shift = training * features - from
    const end = from + features
    let sum = 0
    for (let start = from; start < end && sum <= limit; start += pixelsAtOnce) {
      const stop = Math.min(start + pixelsAtOnce, end)
      let part = 0
      for (let i = start; i < stop; i++) {
        const difference = (queryPixels[i] ?? 0) - (trainingPixels[i + shift] ?? 0)
        part = (part + difference * difference) | 0
      }
      sum += part
    }
    return sum
  }

  square(measure: number): number {
    return measure
  }

  /** Of pixels divided by 255. */
  distance(measure: number): number {
    return Math.sqrt(measure) / 255
  }
}

/**
 * One less the cosine of the angle. A black image has no direction: its distance from
 * every image, another black one too, is 1, as in scikit-learn's `cosine_distances`.
 */
export class CosineDistances implements Distances {
  readonly queryLengths: Float64Array
  readonly trainingLengths: Float64Array
  private readonly querySquares: Float64Array
  private readonly trainingSquares: Float64Array

  constructor(
    private readonly features: number,
    private readonly queryPixels: Uint8Array,
    private readonly trainingPixels: Uint8Array,
  ) {
    this.querySquares = squaredLengths(queryPixels, features)
    this.trainingSquares = squaredLengths(trainingPixels, features)
    this.queryLengths = this.querySquares.map(Math.sqrt)
    this.trainingLengths = this.trainingSquares.map(Math.sqrt)
  }

  get queries() {
    return this.querySquares.length
  }

  get training() {
    return this.trainingSquares.length
  }

  /** Sums and the product of two squares are exact below 2⁵³, so an image is at 0 from itself. */
  measure(query: number, training: number): number {
    const { features, queryPixels, trainingPixels } = this
    const squares = (this.querySquares[query] ?? 0) * (this.trainingSquares[training] ?? 0)
    if (squares === 0) return 1
    const from = query * features
    const shift = training * features - from
    const end = from + features
    let product = 0
    for (let start = from; start < end; start += pixelsAtOnce) {
      const stop = Math.min(start + pixelsAtOnce, end)
      let part = 0
      for (let i = start; i < stop; i++)
        part = (part + (queryPixels[i] ?? 0) * (trainingPixels[i + shift] ?? 0)) | 0
      product += part
    }
    return 1 - product / Math.sqrt(squares)
  }

  /**
   * Between the images drawn to length 1; a black one stays where it is and is no farther than this.
   * The addend is for the rounding of the measure.
   */
  square(measure: number): number {
    return 2 * measure + 1e-14
  }

  distance(measure: number): number {
    return measure
  }
}

/** Straight distances between points of few coordinates, summed in 64 bits. */
export class PointDistances implements Distances {
  constructor(
    readonly width: number,
    readonly queryPoints: Float32Array,
    readonly trainingPoints: Float32Array,
  ) {}

  get queries() {
    return this.queryPoints.length / this.width
  }

  get training() {
    return this.trainingPoints.length / this.width
  }

  measure(query: number, training: number): number {
    const { width, queryPoints, trainingPoints } = this
    const from = query * width
    const shift = training * width - from
    let sum = 0
    for (let i = from; i < from + width; i++) {
      const difference = (queryPoints[i] ?? 0) - (trainingPoints[i + shift] ?? 0)
      sum += difference * difference
    }
    return sum
  }

  square(measure: number): number {
    return measure * (1 + 1e-12)
  }

  distance(measure: number): number {
    return Math.sqrt(measure)
  }
}
