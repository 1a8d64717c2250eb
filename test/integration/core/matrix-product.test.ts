import type { Tensor2D } from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import { matrixProduct } from '#core/native/matrix-product'
import { nativeTensors } from '../../support/engine/tensors'

it('multiplies matrices as tfjs does, either side transposed', async () => {
  const tf = await nativeTensors()
  const rows = tf.randomUniform([5, 7], -1, 1, 'float32', 1) as Tensor2D
  const columns = tf.randomUniform([7, 3], -1, 1, 'float32', 2) as Tensor2D
  const turned = { left: rows.transpose() as Tensor2D, right: columns.transpose() as Tensor2D }
  const expected = tf.matMul(rows, columns).arraySync() as number[][]
  const products = [
    matrixProduct(tf, rows, columns),
    matrixProduct(tf, turned.left, columns, { left: true }),
    matrixProduct(tf, rows, turned.right, { right: true }),
    matrixProduct(tf, turned.left, turned.right, { left: true, right: true }),
  ]
  for (const product of products) {
    expect(product.shape).toEqual([5, 3])
    for (const [row, values] of product.arraySync().entries())
      for (const [column, value] of values.entries())
        expect(value).toBeCloseTo(expected[row]?.[column] ?? Number.NaN, 5)
  }
})
