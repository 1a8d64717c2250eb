/** A thread of the forest: takes the next piece that nobody took until none is left, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { prepareJob, type Order } from './jobs.ts'

const order = workerData as Order
const carryOut = prepareJob(order)

// Waits until all have started: where one cannot, the work is done without threads.
parentPort?.once('message', () => {
  for (;;) {
    const piece = Atomics.add(order.taken, 0, 1)
    if (piece >= order.pieces) return
    parentPort?.postMessage({ piece, result: carryOut(piece) })
  }
})
parentPort?.postMessage('ready')
