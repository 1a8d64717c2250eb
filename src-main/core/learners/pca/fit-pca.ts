import { WorkbenchError } from '#contract/problem'
import type { Tensors } from '../../native/tensorflow'
import type { LearningImages, Work } from '../types'
import { covariance } from './covariance'
import { leadingEigen } from './leading-eigen'
import { partOf } from '../pace'
import { varyingPixels } from './varying-pixels'

/** All of it is plain data and typed arrays. */
export interface PcaModel {
  /** Pixels of one image. */
  features: number
  components: number
  /** [features], of pixels divided by 255 */
  mean: Float32Array
  /** [components × features], rows of length 1 by falling variance; the largest entry is positive */
  vectors: Float32Array
  /** [components], of pixels divided by 255, with count − 1 in the denominator */
  variances: Float64Array
  /** Sum over all pixels, kept components or not. */
  totalVariance: number
}

/** Of the time that fitting takes. */
const covarianceShare = 0.8

const nothing = { values: new Float64Array(), vectors: new Float32Array() }

/**
 * Principal components of images by the eigenvectors of their covariance.
 * Source: Hotelling, Analysis of a complex of statistical variables into principal components, 1933.
 * @param images their labels are not looked at
 * @param components 1 … the smaller of images and pixels
 */
export async function fitPca(
  tf: Tensors,
  images: Pick<LearningImages, 'count' | 'features' | 'pixels'>,
  components: number,
  work: Work,
): Promise<PcaModel> {
  const { features, pixels } = images
  const columns = varyingPixels(pixels, features)
  const part = partOf(work, 0, covarianceShare)
  const { means, matrix } = await covariance(tf, pixels, features, part)
  const inner = amongColumns(matrix, features, columns)
  const found = Math.min(components, columns.length)
  // Images that are all the same vary along no direction; kNN takes any others as well.
  const { values, vectors } = found > 0 ? leadingEigen(tf, inner, columns.length, found) : nothing
  work.signal.throwIfAborted()
  work.report(1)
  const ofBytes = 255 * 255
  const variances = new Float64Array(components)
  variances.set(values.map((value) => value / ofBytes))
  return {
    features,
    components,
    mean: Float32Array.from(means, (mean) => mean / 255),
    vectors: overAllPixels(vectors, columns, components, features),
    variances,
    totalVariance: trace(inner, columns.length) / ofBytes,
  }
}

/** @throws WorkbenchError `pca.components` */
export function checkComponents(
  { count, features }: Pick<LearningImages, 'count' | 'features'>,
  components: number,
) {
  const most = Math.min(count, features)
  if (components > most)
    throw new WorkbenchError(
      'pca.components',
      `There can be ${most} components at most, for there are ${count} images of ${features} pixels; ${components} are asked for.`,
      { most, count, features, components },
    )
}

/** Pixels that never vary are 0 in each component; beyond the others, each is one of its own. */
function overAllPixels(
  vectors: Float32Array,
  columns: Uint32Array,
  components: number,
  features: number,
): Float32Array {
  const size = columns.length
  const all = new Float32Array(components * features)
  for (let row = 0; row < Math.min(components, size); row++)
    columns.forEach((column, index) => {
      all[row * features + column] = vectors[row * size + index] ?? 0
    })
  if (components <= size) return all
  const varying = new Set(columns)
  const constant = Array.from({ length: features }, (_, pixel) => pixel).filter(
    (pixel) => !varying.has(pixel),
  )
  for (let row = size; row < components; row++)
    all[row * features + (constant[row - size] ?? 0)] = 1
  return all
}

/** The rows and columns of a matrix that are asked for. */
function amongColumns(matrix: Float64Array, features: number, columns: Uint32Array): Float64Array {
  const size = columns.length
  const inner = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    const from = (columns[row] ?? 0) * features
    for (let column = 0; column < size; column++)
      inner[row * size + column] = matrix[from + (columns[column] ?? 0)] ?? 0
  }
  return inner
}

function trace(matrix: Float64Array, size: number): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += matrix[i * size + i] ?? 0
  return sum
}
