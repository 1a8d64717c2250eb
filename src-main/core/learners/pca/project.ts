import type { Tensors } from '../../native/tensorflow'
import type { Work } from '../types'
import type { PcaModel } from './fit-pca'
import { imageRows } from '../image-rows'
import { Pace } from '../pace'

const rowsAtOnce = 4_000

/**
 * Images in the coordinates of the components.
 * @param pixels [count × features] bytes
 * @param whiten divides each coordinate by its standard deviation; by nothing where that is 0
 * @returns [count × components]
 */
export async function projectImages(
  tf: Tensors,
  model: PcaModel,
  pixels: Uint8Array,
  whiten: boolean,
  work: Work,
): Promise<Float32Array> {
  const { features, components } = model
  const count = pixels.length / features
  const projected = new Float32Array(count * components)
  const { columns, middle } = projection(model, whiten)
  const [matrix, offset] = tf.tidy(() => [
    tf.tensor2d(columns, [features, components]),
    tf.tensor1d(middle),
  ])
  try {
    const pace = new Pace(work)
    for (let first = 0; first < count; first += rowsAtOnce) {
      const piece = pixels.subarray(first * features, (first + rowsAtOnce) * features)
      // Not returned from `tidy`, which would look for tensors in each number.
      tf.tidy(() => {
        // Not `matrixProduct`, which rounds an image by itself otherwise than one among others.
        const products = tf.matMul(imageRows(tf, piece, features), matrix)
        projected.set(tf.sub(products, offset).dataSync(), first * components)
      })
      await pace.breathe((first + piece.length / features) / count)
    }
  } finally {
    tf.dispose([matrix, offset])
  }
  return projected
}

/** Columns [features × components] for bytes, and where the mean image lies in them, [components]. */
export function projection(model: PcaModel, whiten: boolean) {
  const { features, components, vectors, mean } = model
  const columns = new Float32Array(features * components)
  const middle = new Float32Array(components)
  for (let component = 0; component < components; component++) {
    const scale = whiten ? 1 / deviation(model, component) : 1
    let sum = 0
    for (let pixel = 0; pixel < features; pixel++) {
      const factor = (vectors[component * features + pixel] ?? 0) * scale
      columns[pixel * components + component] = factor / 255
      sum += factor * (mean[pixel] ?? 0)
    }
    middle[component] = sum
  }
  return { columns, middle }
}

/** Standard deviation; 1 for a component along which 32 bits see nothing vary. */
function deviation({ variances, totalVariance }: PcaModel, component: number): number {
  const variance = variances[component] ?? 0
  return variance > totalVariance * 1e-7 ? Math.sqrt(variance) : 1
}
