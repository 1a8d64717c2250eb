import type { Tensor2D } from '@tensorflow/tfjs'
import { matrixProduct } from '../../native/matrix-product'
import type { Tensors } from '../../native/tensorflow'

/** How alike two images are, of pixels 0…1; named and parametrised as in LIBSVM. */
export type Kernel =
  | { kind: 'linear' }
  /** exp(−gamma · |x − z|²) */
  | { kind: 'rbf'; gamma: number }
  /** (gamma · x·z + offset)^degree */
  | { kind: 'polynomial'; gamma: number; degree: number; offset: number }

/** Columns that a row carries behind its pixels, so that one product gives the kernel's argument. */
const addedColumns = 2

/**
 * Whether the RBF of any two images of MNIST is so near to 1 that 32 bits lose what tells them
 * apart. The kernel less 1 is taken then, which gives the same machine: a pair's coefficients
 * sum to 0, and so does what is taken away.
 */
export const isFlat = (gamma: number) => gamma < 1e-4

export interface ImageRows {
  /** [any × features], bytes 0…255 */
  pixels: Uint8Array
  features: number
  /** Which rows of `pixels`, in which order. */
  positions: ArrayLike<number>
}

/**
 * A kernel is a function of a product here: |x − z|² = |x|² − 2 x·z + |z|², so the squared
 * lengths travel as two more columns, and no pass over the block adds them afterwards. In 32 bits
 * they do not cancel to the last digit: among digits of MNIST an image's RBF with itself is 1 to
 * 5e-6 at gamma 0.02, to 2e-4 at 1 and to 2e-3 at 10, where other images are nothing to it.
 * @returns [positions × (features + 2)] for the product's left side
 */
export function leftRows(tf: Tensors, kernel: Kernel, rows: ImageRows): Tensor2D {
  switch (kernel.kind) {
    case 'linear':
      return extendedRows(tf, rows, 1, () => [0, 0])
    case 'polynomial':
      return extendedRows(tf, rows, kernel.gamma, () => [kernel.offset, 0])
    case 'rbf':
      return extendedRows(tf, rows, 2 * kernel.gamma, (square) => [-kernel.gamma * square, 1])
  }
}

/** @returns [positions × (features + 2)] for the product's right side, which is read transposed */
export function rightRows(tf: Tensors, kernel: Kernel, rows: ImageRows): Tensor2D {
  const gamma = kernel.kind === 'rbf' ? kernel.gamma : 0
  return extendedRows(tf, rows, 1, (square) => [1, -gamma * square])
}

function extendedRows(
  tf: Tensors,
  { pixels, features, positions }: ImageRows,
  factor: number,
  added: (squaredLength: number) => [number, number],
): Tensor2D {
  const width = features + addedColumns
  const values = new Float32Array(positions.length * width)
  const scale = factor / 255
  for (let row = 0; row < positions.length; row += 1) {
    const from = (positions[row] as number) * features
    const to = row * width
    let squares = 0
    for (let feature = 0; feature < features; feature += 1) {
      const pixel = pixels[from + feature] as number
      squares += pixel * pixel
      values[to + feature] = pixel * scale
    }
    values.set(added(squares / 255 ** 2), to + features)
  }
  return tf.tensor2d(values, [positions.length, width])
}

/** @returns [left × right] kernel values; less 1 for an RBF that is all but flat */
export function kernelBlock(
  tf: Tensors,
  kernel: Kernel,
  left: Tensor2D,
  right: Tensor2D,
): Tensor2D {
  return tf.tidy(() => {
    const product = matrixProduct(tf, left, right, { right: true })
    switch (kernel.kind) {
      case 'linear':
        return product
      case 'rbf':
        return isFlat(kernel.gamma) ? tf.expm1(product) : tf.exp(product)
      case 'polynomial': {
        // Whole powers by products: pow takes a logarithm and an exponential for each value.
        let power = product
        for (let degree = 1; degree < kernel.degree; degree += 1)
          power = tf.mul<Tensor2D>(power, product)
        return power
      }
    }
  })
}
