import { createRequire } from 'node:module'
import { join } from 'node:path'
import util from 'node:util'
import type * as TensorFlow from '@tensorflow/tfjs'
import { readManifest } from './manifest'

export type Tensors = typeof TensorFlow

export interface LoadedTensorFlow {
  tf: Tensors
  /** `tensorflow` is native; `cpu` is tfjs's own backend in JavaScript. */
  backend: 'tensorflow' | 'cpu'
  /** Why it is not native; null where it is. */
  reason: string | null
  /** Of the native library. */
  tensorflowVersion: string | null
}

let loaded: Promise<LoadedTensorFlow> | null = null

/**
 * Loads TensorFlow once for this process. TensorFlow reads its settings from the
 * environment when it is loaded, so `threads` of the first call counts.
 * Where no native library can be had, tfjs's JavaScript backend takes its place:
 * its WebAssembly backend has no gradients of convolutions, so it cannot train.
 */
export function loadTensorFlow(options: { threads: number | null }): Promise<LoadedTensorFlow> {
  loaded ??= load(options.threads)
  return loaded
}

async function load(threads: number | null): Promise<LoadedTensorFlow> {
  setEnvironment(threads)
  const load_ = createRequire(join(readManifest().appFolder, 'package.json'))
  const forced = process.env['INKBENCH_BACKEND'] === 'cpu'
  try {
    if (forced) throw new Error('INKBENCH_BACKEND=cpu asks for the JavaScript backend.')
    const tf = withoutBanner(() => load_('@tensorflow/tfjs-node-gpu') as Tensors)
    await tf.ready()
    return { tf, backend: 'tensorflow', reason: null, tensorflowVersion: libraryVersion(tf) }
  } catch (error) {
    const tf = load_('@tensorflow/tfjs') as Tensors
    await tf.setBackend('cpu')
    return { tf, backend: 'cpu', reason: fallbackReason(error), tensorflowVersion: null }
  }
}

function setEnvironment(threads: number | null) {
  // Electron's allocator returns large blocks at once; training would wait for page faults.
  process.env['TF_CPU_ALLOCATOR_USE_BFC'] ??= 'true'
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1'
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  if (threads !== null) process.env['TF_NUM_INTRAOP_THREADS'] = String(threads)
  // tfjs-node calls two helpers that Node 23 took away.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  })
}

/** tfjs greets on standard output, which belongs to the terminal's own answer. */
function withoutBanner<Result>(load: () => Result): Result {
  const { log, warn } = console
  const quiet = () => undefined
  console.log = quiet
  console.warn = quiet
  try {
    return load()
  } finally {
    console.log = log
    console.warn = warn
  }
}

function libraryVersion(tf: Tensors): string | null {
  const backend = tf.backend() as { binding?: { TF_Version?: unknown } }
  const version = backend.binding?.TF_Version
  return typeof version === 'string' ? version : null
}

function fallbackReason(error: unknown): string {
  const part = readManifest().parts.find(({ name }) => name === 'TensorFlow')
  if (part && !part.available) return part.source
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error)
}
