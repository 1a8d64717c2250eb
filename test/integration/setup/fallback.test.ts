import type { Rank, Tensor4D } from '@tensorflow/tfjs'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => vi.unstubAllEnvs())

it('trains on the JavaScript backend, and says why, where there is no native TensorFlow', async () => {
  vi.stubEnv('INKBENCH_BACKEND', 'cpu')
  const { loadTensorFlow } = await import('#core/native/tensorflow')
  const { tf, backend, reason } = await loadTensorFlow({ threads: null })
  expect(backend).toBe('cpu')
  expect(tf.getBackend()).toBe('cpu')
  expect(reason).toMatch(/\S/)
  // What tfjs's WebAssembly backend cannot do: the gradient of a convolution.
  const image = tf.ones<Rank.R4>([1, 4, 4, 1])
  const gradient = tf.grad((kernel) => tf.conv2d(image, kernel as Tensor4D, 1, 'valid').sum())
  expect(Array.from(gradient(tf.ones([3, 3, 1, 1])).dataSync())).toEqual(Array(9).fill(4))
})
