import type { Tensor2D } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import { imageRows } from '../image-rows'
import { varyingPixels } from '../pca'
import { productRounding, type SearchSpace } from './search-space'

/** Images of one side of a comparison. */
export interface ImageSide {
  /** [count × features] */
  pixels: Uint8Array
  /** [count], what to divide each image by; null for 1. 0 is taken for a black image. */
  lengths: Float64Array | null
}

/**
 * The pixels themselves, in bytes or drawn to length 1. Those that never vary among the
 * training images are left out, which makes a distance shorter if anything; one stays in any case,
 * for a product needs a column.
 */
export class PixelSpace implements SearchSpace {
  readonly width: number
  readonly stretch = 1
  readonly queryErrors: Float64Array
  readonly trainingError: number
  private readonly columns: Uint32Array

  constructor(
    private readonly tf: Tensors,
    private readonly features: number,
    private readonly queries: ImageSide,
    private readonly training: ImageSide,
  ) {
    const varying = varyingPixels(training.pixels, features)
    this.columns = varying.length > 0 ? varying : Uint32Array.of(0)
    this.width = this.columns.length
    // Bytes are exact; a factor and a product with it round twice.
    const error = training.lengths ? productRounding(4) : 0
    this.queryErrors = new Float64Array(queries.pixels.length / features).fill(error)
    this.trainingError = error
  }

  queryPoints(start: number, count: number) {
    return this.points(this.queries, start, count)
  }

  trainingPoints(start: number, count: number) {
    return this.points(this.training, start, count)
  }

  dispose() {
    // It keeps no tensor.
  }

  private points({ pixels, lengths }: ImageSide, start: number, count: number): Tensor2D {
    const { tf, features, columns, width } = this
    const bytes = new Uint8Array(count * width)
    for (let row = 0; row < count; row++) {
      const from = (start + row) * features
      const to = row * width
      for (let column = 0; column < width; column++)
        bytes[to + column] = pixels[from + (columns[column] ?? 0)] ?? 0
    }
    return tf.tidy(() => scaled(tf, imageRows(tf, bytes, width), lengths, start))
  }
}

/** Rows divided by their lengths. */
export function scaled(
  tf: Tensors,
  rows: Tensor2D,
  lengths: Float64Array | null,
  start: number,
): Tensor2D {
  if (!lengths) return rows
  const [count] = rows.shape
  const factors = Float32Array.from(lengths.subarray(start, start + count), (length) =>
    length === 0 ? 0 : 1 / length,
  )
  return tf.mul(rows, tf.tensor2d(factors, [count, 1]))
}
