/**
 * Memory of the window's process under 200 metric points a second and more: the CNN with batches
 * of 16 gives a loss and an accuracy with each step. Every 30 s the heap after a collection and the
 * resident set are told; their growth is the slope of a line through the samples after the first
 * two minutes.
 *
 *     node bench/app/memory.ts [minutes]
 */
import {
  endApp,
  launchTraining,
  loadBefore,
  needDisplay,
  newFolder,
  seconds,
  writeSpec,
} from './app.ts'

needDisplay()
const minutes = Number(process.argv[2] ?? 10)
const warmUpMinutes = Math.min(2, minutes / 5)
const sampleSeconds = 30
const leastPoints = 200
/** What a curve or table that forgets nothing would pass by far. */
const heapLimit = 0.2

interface Sample {
  minute: number
  heap: number
  resident: number
}

const before = loadBefore()
const folder = newFolder()
const spec = await writeSpec(folder, 'cnn', ({ recipe }) => {
  recipe.batchSize = 16
  recipe.epochs = 1_000
})
const app = await launchTraining(folder, spec)
const devtools = await app.page.context().newCDPSession(app.page)
await app.page.evaluate(() => {
  Object.assign(window, { pointsSeen: 0 })
  window.workbench.listen('training:points', ({ points }) => {
    ;(window as unknown as { pointsSeen: number }).pointsSeen += points.series.length
  })
})

const began = performance.now()
const samples: Sample[] = []
while (samples.length <= (minutes * 60) / sampleSeconds) {
  const wait = samples.length * sampleSeconds - (performance.now() - began) / 1_000
  await seconds(Math.max(0, wait))
  const sample = await take()
  samples.push(sample)
  const { minute, heap, resident } = sample
  console.log(
    `${minute.toFixed(1)} min: heap ${heap.toFixed(2)} MB, resident ${resident.toFixed(1)} MB`,
  )
}
const points = await app.page.evaluate(
  () => (window as unknown as { pointsSeen: number }).pointsSeen,
)
await endApp(app)

const rate = points / ((performance.now() - began) / 1_000)
const counted = samples.filter(({ minute }) => minute >= warmUpMinutes)
const heap = slope(counted, 'heap')
const passed = heap <= heapLimit && rate >= leastPoints
console.log(
  `${rate.toFixed(0)} points/s for ${String(minutes)} min: heap ${signed(heap)}, resident ${signed(slope(counted, 'resident'))} MB/min ` +
    `after minute ${String(warmUpMinutes)} (≥ ${String(leastPoints)}/s, heap ≤ ${String(heapLimit)} MB/min: ${passed ? 'met' : 'MISSED'}; ${before})`,
)
if (!passed) process.exitCode = 1

async function take(): Promise<Sample> {
  // What only finalisers hold goes with the second or third collection.
  for (let each = 0; each < 3; each += 1) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const kilobytes = await app.electron.evaluate(
    ({ app: electronApp }) =>
      electronApp.getAppMetrics().find(({ type }) => type === 'Tab')?.memory.workingSetSize ?? 0,
  )
  const minute = (performance.now() - began) / 60_000
  return { minute, heap: usedSize / 2 ** 20, resident: kilobytes / 2 ** 10 }
}

/** MB a minute, by least squares. */
function slope(taken: readonly Sample[], what: 'heap' | 'resident'): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = mean(taken.map(({ minute }) => minute))
  const level = mean(taken.map((sample) => sample[what]))
  const covariance = taken.map((sample) => (sample.minute - middle) * (sample[what] - level))
  return mean(covariance) / mean(taken.map(({ minute }) => (minute - middle) ** 2))
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}
