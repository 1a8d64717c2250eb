import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { nativeOperations } from '../../native/operations'
import { matrixProduct } from '../../native/matrix-product'
import type { Tensors } from '../../native/tensorflow'
import type { Work } from '../types'
import { imageRows } from '../image-rows'
import { Pace } from '../pace'

interface Covariance {
  /** [features], in bytes */
  means: Float64Array
  /** [features × features], divided by count − 1, in squared bytes */
  matrix: Float64Array
}

/** One half of a symmetric matrix is enough; strips leave out some of the other, but cost slices. */
const strips = 2
/** Images whose means are taken away from all. */
const imagesOfShift = 1_000

/**
 * Means and covariance of pixels: products in 32 bits, piece by piece, their sums in 64.
 * Rows are told from the means of a few images first, so that nothing large cancels; a column
 * of ones beside them gives their sums along with their products.
 * @param pixels [count × features] bytes
 */
export async function covariance(
  tf: Tensors,
  pixels: Uint8Array,
  features: number,
  work: Work,
): Promise<Covariance> {
  const count = pixels.length / features
  const sums = new Float64Array((features + 1) ** 2)
  const rowsAtOnce = nativeOperations(tf) ? 4_000 : 100
  const pace = new Pace(work)
  const shift = tf.tidy(() =>
    imageRows(tf, pixels.subarray(0, imagesOfShift * features), features).mean<Tensor1D>(0),
  )
  try {
    for (let first = 0; first < count; first += rowsAtOnce) {
      const piece = pixels.subarray(first * features, (first + rowsAtOnce) * features)
      tf.tidy(() => addProducts(tf, shiftedRows(tf, piece, shift), sums))
      await pace.breathe((first + piece.length / features) / count)
    }
    return fromSums(sums, count, shift.dataSync<'float32'>())
  } finally {
    shift.dispose()
  }
}

/** [count × features + 1], the last column of ones */
function shiftedRows(tf: Tensors, pixels: Uint8Array, shift: Tensor1D): Tensor2D {
  const rows = tf.sub(imageRows(tf, pixels, shift.size), shift)
  return tf.concat([rows, tf.ones([rows.shape[0] ?? 0, 1])], 1) as Tensor2D
}

/** Adds rowsᵀ · rows to the upper half of the sums, strip by strip. */
function addProducts(tf: Tensors, rows: Tensor2D, sums: Float64Array) {
  const [count, size] = rows.shape
  for (let strip = 0; strip < strips; strip++) {
    const top = Math.floor((strip * size) / strips)
    const bottom = Math.floor(((strip + 1) * size) / strips)
    const right = top === 0 ? rows : rows.slice([0, top], [count, size - top])
    const left = bottom === size ? right : rows.slice([0, top], [count, bottom - top])
    const product = matrixProduct(tf, left, right, { left: true }).dataSync()
    const width = size - top
    for (let row = 0; row < bottom - top; row++) {
      const to = (top + row) * size + top
      for (let column = row; column < width; column++)
        sums[to + column] = (sums[to + column] ?? 0) + (product[row * width + column] ?? 0)
    }
  }
}

/** @param sums [features + 1 × features + 1], its upper half: products, and sums in the last column */
function fromSums(sums: Float64Array, count: number, shift: Float32Array): Covariance {
  const features = shift.length
  const size = features + 1
  const sumOfRow = Float64Array.from(shift.keys(), (row) => sums[row * size + features] ?? 0)
  const means = sumOfRow.map((sum, pixel) => (shift[pixel] ?? 0) + sum / count)
  const matrix = new Float64Array(features * features)
  for (let row = 0; row < features; row++) {
    const mean = (sumOfRow[row] ?? 0) / count
    for (let column = row; column < features; column++) {
      const product = sums[row * size + column] ?? 0
      const value = (product - mean * (sumOfRow[column] ?? 0)) / (count - 1)
      matrix[row * features + column] = value
      matrix[column * features + row] = value
    }
  }
  return { means, matrix }
}
