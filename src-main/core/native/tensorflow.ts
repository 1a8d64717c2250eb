import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
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
  /** Operations that run side by side on a thread each; 1 where each has all threads to itself. */
  lanes: number
}

export interface Threads {
  /** How many there are; null is one a core. */
  threads: number | null
  /**
   * For graphs that are split in a part for each core: an operation has one thread and many run at
   * once. Parts that share their threads wait for each other, which costs up to a fifth.
   */
  sideBySide?: boolean
}

let loaded: Promise<LoadedTensorFlow> | null = null

/**
 * Loads TensorFlow once for this process. TensorFlow reads its settings from the
 * environment when it is loaded, so the first call's threads count.
 * Where no native library can be had, tfjs's JavaScript backend takes its place:
 * its WebAssembly backend has no gradients of convolutions, so it cannot train.
 */
export function loadTensorFlow(threads: Threads): Promise<LoadedTensorFlow> {
  loaded ??= load(threads)
  return loaded
}

async function load({ threads, sideBySide = false }: Threads): Promise<LoadedTensorFlow> {
  const { appFolder, device } = readManifest()
  // A graphics card does one operation after the other, whatever the threads here.
  const lanes = sideBySide && device === 'cpu' ? (threads ?? availableParallelism()) : 1
  setEnvironment(threads, lanes)
  const load_ = createRequire(join(appFolder, 'package.json'))
  const forced = process.env['INKBENCH_BACKEND'] === 'cpu'
  try {
    if (forced) throw new Error('INKBENCH_BACKEND=cpu asks for the JavaScript backend.')
    const tf = withoutBanner(() => load_('@tensorflow/tfjs-node-gpu') as Tensors)
    await tf.ready()
    const tensorflowVersion = libraryVersion(tf)
    return { tf, backend: 'tensorflow', reason: null, tensorflowVersion, lanes }
  } catch (error) {
    const tf = load_('@tensorflow/tfjs') as Tensors
    await tf.setBackend('cpu')
    const reason = fallbackReason(error)
    return { tf, backend: 'cpu', reason, tensorflowVersion: null, lanes: 1 }
  }
}

function setEnvironment(threads: number | null, lanes: number) {
  // Electron's allocator returns large blocks at once; training would wait for page faults.
  process.env['TF_CPU_ALLOCATOR_USE_BFC'] ??= 'true'
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1'
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  if (lanes > 1) {
    process.env['TF_NUM_INTRAOP_THREADS'] = '1'
    process.env['TF_NUM_INTEROP_THREADS'] = String(lanes)
  } else if (threads !== null) process.env['TF_NUM_INTRAOP_THREADS'] = String(threads)
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
