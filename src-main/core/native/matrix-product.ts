import type { Tensor2D } from '@tensorflow/tfjs'
import { nativeOperations } from './operations'
import type { Tensors } from './tensorflow'

/**
 * The product of two matrices by TensorFlow's `MatMul`. tfjs calls `BatchMatMulV2`, which takes a
 * sixth to a third more time, unless there are few columns. No gradient goes through it, and a single
 * row may be rounded otherwise than the same row among others.
 * @param left [rows × inner], or [inner × rows] where it is to be transposed
 * @param right [inner × columns], or [columns × inner] where it is to be transposed
 * @returns [rows × columns]
 */
export function matrixProduct(
  tf: Tensors,
  left: Tensor2D,
  right: Tensor2D,
  transposed: { left?: true; right?: true } = {},
): Tensor2D {
  const { left: leftTransposed = false, right: rightTransposed = false } = transposed
  const operations = nativeOperations(tf)
  if (!operations) return tf.matMul(left, right, leftTransposed, rightTransposed)
  const attributes = [
    operations.type('T', 'float32'),
    operations.flag('transpose_a', leftTransposed),
    operations.flag('transpose_b', rightTransposed),
  ]
  return operations.one('MatMul', attributes, [left, right]) as Tensor2D
}
