import { nativeOperations } from '../../native/operations'
import type { Tensors } from '../../native/tensorflow'
import { symmetricEigen } from './symmetric-eigen'

interface LeadingEigen {
  /** [count], falling, none below 0 */
  values: Float64Array
  /** [count × size], an eigenvector in each row, of length 1 */
  vectors: Float32Array
}

/**
 * The largest eigenvalues of a matrix of covariances and their vectors.
 * Each vector's largest entry is positive, as in scikit-learn (`svd_flip`).
 * @param matrix [size × size], symmetric, without negative eigenvalues but for rounding
 */
export function leadingEigen(
  tf: Tensors,
  matrix: Float64Array,
  size: number,
  count: number,
): LeadingEigen {
  const leading = nativeEigen(tf, matrix, size, count) ?? plainEigen(matrix, size, count)
  for (let index = 0; index < count; index++) {
    leading.values[index] = Math.max(0, leading.values[index] ?? 0)
    turnUp(leading.vectors.subarray(index * size, (index + 1) * size))
  }
  return leading
}

/** Null without native operations. */
function nativeEigen(
  tf: Tensors,
  matrix: Float64Array,
  size: number,
  count: number,
): LeadingEigen | null {
  const operations = nativeOperations(tf)
  if (!operations) return null
  // In units of the largest variance, so that nothing is lost at either end of 32 bits.
  let scale = 0
  for (let i = 0; i < size; i++) scale = Math.max(scale, matrix[i * size + i] ?? 0)
  const scaled = new Float32Array(size * size)
  for (let i = 0; i < scaled.length; i++) scaled[i] = (matrix[i] ?? 0) / scale
  const attributes = [operations.type('T', 'float32'), operations.flag('compute_v', true)]
  const input = tf.tensor2d(scaled, [size, size])
  const [rising, columns] = operations.many('SelfAdjointEigV2', attributes, [input], 2)
  if (!rising || !columns) throw new Error('The operation SelfAdjointEigV2 gave nothing.')
  const last = tf.tidy(() =>
    columns
      .slice([0, size - count], [size, count])
      .reverse(1)
      .transpose(),
  )
  const values = Float64Array.from(
    rising
      .dataSync()
      .slice(size - count)
      .reverse(),
  )
  const vectors = last.dataSync<'float32'>()
  tf.dispose([input, rising, columns, last])
  return { values: values.map((value) => value * scale), vectors }
}

function plainEigen(matrix: Float64Array, size: number, count: number): LeadingEigen {
  const rising = symmetricEigen(matrix, size)
  const vectors = new Float32Array(count * size)
  for (let index = 0; index < count; index++) {
    const from = (size - 1 - index) * size
    vectors.set(rising.vectors.subarray(from, from + size), index * size)
  }
  return { values: rising.values.slice(size - count).reverse(), vectors }
}

/** Turns a vector round where its largest entry is negative. */
function turnUp(vector: Float32Array) {
  let largest = 0
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value
  if (largest < 0) for (let i = 0; i < vector.length; i++) vector[i] = -(vector[i] ?? 0)
}
