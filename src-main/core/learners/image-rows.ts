import type { Tensor2D } from '@tensorflow/tfjs'
import { nodeBackend } from '../native/operations'
import type { Tensors } from '../native/tensorflow'

/**
 * Bytes as rows of floats, 0 … 255. TensorFlow turns them itself where it is native:
 * on all cores, and a quarter of the memory is handed over.
 * @param pixels [count × features]
 * @returns [count × features], a tensor of the innermost `tidy`
 */
export function imageRows(tf: Tensors, pixels: Uint8Array, features: number): Tensor2D {
  const shape: [number, number] = [pixels.length / features, features]
  const backend = nodeBackend(tf)
  if (!backend) return tf.tensor2d(new Float32Array(pixels), shape)
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_UINT8, TF_FLOAT } = backend.binding
  const bytes = backend.binding.createTensor(shape, TF_UINT8, pixels)
  try {
    const attributes = [
      { name: 'SrcT', type: TF_ATTR_TYPE, value: TF_UINT8 },
      { name: 'DstT', type: TF_ATTR_TYPE, value: TF_FLOAT },
      { name: 'Truncate', type: TF_ATTR_BOOL, value: false },
    ]
    const [floats] = backend.binding.executeOp('Cast', attributes, [bytes], 1)
    if (!floats) throw new Error('The operation Cast gave nothing.')
    return backend.createOutputTensor(floats) as Tensor2D
  } finally {
    backend.binding.deleteTensor(bytes)
  }
}
