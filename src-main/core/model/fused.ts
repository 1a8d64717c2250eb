import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { NativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import { keepForGradient } from './keep-for-gradient'

/**
 * Forward and backward passes as TensorFlow's own operations, one where tfjs's gradients take
 * several. Results are those of tfjs's functions.
 */
export interface FusedOperations {
  /** @param inputGradient false where nobody wants the gradient of the images */
  convolve(images: Tensor4D, kernel: Tensor4D, shape: Convolution, inputGradient: boolean): Tensor4D
  /** [N, units in] · [units in, units out] */
  multiply(values: Tensor2D, kernel: Tensor2D, inputGradient: boolean): Tensor2D
  addBias<T extends Tensor>(values: T, bias: Tensor1D): T
  relu<T extends Tensor>(values: T): T
  tanh<T extends Tensor>(values: T): T
}

export interface Convolution {
  strides: number
  padding: 'same' | 'valid'
}

export function fusedOperations(tf: Tensors, native: NativeOperations): FusedOperations {
  const float = native.type('T', 'float32')
  const nhwc = native.text('data_format', 'NHWC')

  /** An elementwise function whose gradient is one operation of its result and the gradient after. */
  const elementwise =
    (name: string, gradient: (result: Tensor, after: Tensor) => Tensor) =>
    <T extends Tensor>(values: T): T =>
      tf.customGrad((x, save) => {
        const value = native.one(name, [float], [x as Tensor])
        keepForGradient(save, [value])
        return { value, gradFunc: (dy, [result]) => gradient(result as Tensor, dy as Tensor) }
      })(values) as T

  return {
    convolve(images, kernel, { strides, padding }, inputGradient) {
      const attributes = [
        float,
        native.integers('strides', [1, strides, strides, 1]),
        native.text('padding', padding.toUpperCase()),
        nhwc,
      ]
      const sizes = (shape: number[]) => tf.tensor1d(shape, 'int32')
      const forward = (x: Tensor, k: Tensor) => native.one('Conv2D', attributes, [x, k])
      const toKernel = (x: Tensor, dy: Tensor) =>
        native.one('Conv2DBackpropFilter', attributes, [x, sizes(kernel.shape), dy])
      const toInput = (k: Tensor, dy: Tensor) =>
        native.one('Conv2DBackpropInput', attributes, [sizes(images.shape), k, dy])
      return product(tf, images, kernel, inputGradient, { forward, toKernel, toInput }) as Tensor4D
    },

    multiply(values, kernel, inputGradient) {
      const multiplied = (a: Tensor, b: Tensor, transposed: { a?: boolean; b?: boolean } = {}) =>
        native.one(
          'MatMul',
          [
            float,
            native.flag('transpose_a', transposed.a ?? false),
            native.flag('transpose_b', transposed.b ?? false),
          ],
          [a, b],
        )
      return product(tf, values, kernel, inputGradient, {
        forward: (x, k) => multiplied(x, k),
        toKernel: (x, dy) => multiplied(x, dy, { a: true }),
        toInput: (k, dy) => multiplied(dy, k, { b: true }),
      }) as Tensor2D
    },

    addBias: <T extends Tensor>(values: T, bias: Tensor1D): T =>
      tf.customGrad((x, b) => ({
        value: native.one('BiasAdd', [float, nhwc], [x as Tensor, b as Tensor]),
        gradFunc: (dy) => [
          (dy as Tensor).clone(),
          native.one('BiasAddGrad', [float, nhwc], [dy as Tensor]),
        ],
      }))(values, bias) as T,

    relu: elementwise('Relu', (result, after) => native.one('ReluGrad', [float], [after, result])),
    tanh: elementwise('Tanh', (result, after) => native.one('TanhGrad', [float], [result, after])),
  }
}

interface Product {
  forward: (x: Tensor, kernel: Tensor) => Tensor
  toKernel: (x: Tensor, dy: Tensor) => Tensor
  toInput: (kernel: Tensor, dy: Tensor) => Tensor
}

/** Something linear in both its input and its kernel. */
function product(
  tf: Tensors,
  input: Tensor,
  kernel: Tensor,
  inputGradient: boolean,
  { forward, toKernel, toInput }: Product,
): Tensor {
  if (!inputGradient)
    return tf.customGrad((k, save) => {
      keepForGradient(save, [input])
      return {
        value: forward(input, k as Tensor),
        gradFunc: (dy, [saved]) => toKernel(saved as Tensor, dy as Tensor),
      }
    })(kernel)
  return tf.customGrad((x, k, save) => {
    keepForGradient(save, [x as Tensor, k as Tensor])
    return {
      value: forward(x as Tensor, k as Tensor),
      gradFunc: (dy, [savedInput, savedKernel]) => [
        toInput(savedKernel as Tensor, dy as Tensor),
        toKernel(savedInput as Tensor, dy as Tensor),
      ],
    }
  })(input, kernel)
}
