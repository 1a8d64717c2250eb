import { createRequire } from 'node:module'
import util from 'node:util'
import type * as TensorFlow from '@tensorflow/tfjs'

/** Native TensorFlow by itself, so that a test of export or prediction needs no other stage. */
export function loadTensorFlow(): Promise<typeof TensorFlow> {
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1'
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  // tfjs-node calls two helpers that Node 23 took away.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  })
  const load = createRequire(import.meta.url)
  return Promise.resolve(load('@tensorflow/tfjs-node-gpu') as typeof TensorFlow)
}
