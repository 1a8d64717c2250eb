/**
 * The forest's worker threads. The app's bundle has their entry as a file of its own, `out/main/
 * forest-worker.cjs`. Run from the sources, in tests and benchmarks, the entry is `worker.ts`, which
 * Node reads by itself, leaving the types out. It knows neither this project's import names nor
 * missing file endings, so whatever the worker imports names files by relative paths with `.ts`, and
 * nothing else but types.
 */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { WorkbenchError } from '#contract/problem'
import { readManifest } from '../../native/manifest'
import { Pace } from '../pace'
import type { Work } from '../types'
import { ResultsInOrder } from './results-in-order'
import { prepareJob, type JobInput, type JobKind, type JobResult, type Order } from './jobs'

/** Where a job runs. */
export interface Threads {
  /** Worker threads at most; 0: in the calling thread. */
  count: number
  /** The file a worker runs. */
  entry: string
}

/** A worker for each core, unless the work is to have fewer. */
export function threadsOf({ threads }: Pick<Work, 'threads'>): Threads {
  return { count: threads ?? availableParallelism(), entry: workerEntry() }
}

function workerEntry(): string {
  return import.meta.url.endsWith('.ts')
    ? join(dirname(fileURLToPath(import.meta.url)), 'worker.ts')
    : join(readManifest().appFolder, 'out', 'main', 'forest-worker.cjs')
}

/**
 * Runs a job's pieces 0 … `pieces` − 1, each once, on worker threads that take one after another;
 * where threads cannot start, in the calling thread with the event loop turning now and then. No
 * thread is left when the promise is settled.
 * @param deliver gets the results in the order of the pieces, whichever thread was faster
 * @returns how many threads worked; 0: the calling one
 * @throws the signal's reason; WorkbenchError `forest.threadEnded` where a thread fell over
 */
export async function runPieces<Kind extends JobKind>(
  kind: Kind,
  input: JobInput<Kind>,
  pieces: number,
  work: Work,
  deliver: (result: JobResult<Kind>) => void,
  { count, entry }: Threads = threadsOf(work),
): Promise<number> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const order = { kind, input, pieces, taken } as Order
  const results = new ResultsInOrder(pieces, work, deliver as (result: unknown) => void)
  work.signal.throwIfAborted()
  const workers = await startWorkers(order, Math.min(count, pieces), entry, work.signal)
  try {
    work.signal.throwIfAborted()
    if (workers.length === 0) await runHere(order, work, results)
    else await followWorkers(workers, work.signal, results)
  } finally {
    await endWorkers(workers)
  }
  return workers.length
}

async function runHere(order: Order, work: Work, results: ResultsInOrder): Promise<void> {
  const pace = new Pace(work)
  const carryOut = prepareJob(order)
  for (let piece = 0; piece < order.pieces; piece += 1) {
    await pace.breathe()
    results.add(piece, carryOut(piece))
  }
}

/** @returns none where not all of them can start: for want of memory, or where threads are barred */
async function startWorkers(
  order: Order,
  count: number,
  entry: string,
  signal: AbortSignal,
): Promise<Worker[]> {
  const workers: Worker[] = []
  try {
    while (workers.length < count) workers.push(new Worker(entry, { workerData: order }))
    await Promise.all(workers.map((worker) => hasStarted(worker, signal)))
    return workers
  } catch {
    await endWorkers(workers)
    return []
  }
}

/** Resolves at a worker's first message; rejects where it falls over or ends before. */
async function hasStarted(worker: Worker, signal: AbortSignal): Promise<void> {
  const ended = once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('ended')))
  await Promise.race([once(worker, 'message', { signal }), ended])
}

function followWorkers(
  workers: readonly Worker[],
  signal: AbortSignal,
  results: ResultsInOrder,
): Promise<void> {
  let stop = () => {}
  const done = new Promise<void>((resolve, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop)
    let ended = 0
    for (const worker of workers) {
      worker.on('message', ({ piece, result }: { piece: number; result: unknown }) => {
        if (signal.aborted) return
        try {
          results.add(piece, result)
        } catch (error) {
          reject(error as Error)
        }
        if (results.complete) resolve()
      })
      worker.on('error', (error) => reject(threadEnded(String(error))))
      // One that finds nothing left to take ends with 0, while others may still be at work.
      worker.on('exit', (code) => {
        ended += 1
        if (code !== 0 || ended === workers.length) reject(threadEnded(`exit code ${code}`))
      })
      worker.postMessage('begin')
    }
  })
  return done.finally(() => signal.removeEventListener('abort', stop))
}

async function endWorkers(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.terminate()))
}

function threadEnded(detail: string): WorkbenchError {
  return new WorkbenchError(
    'forest.threadEnded',
    'A thread of the random forest ended before its work was done. Close other programs to free memory, and try again.',
    {},
    detail,
  )
}
