import { useDebounceFn, useDocumentVisibility } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { metricSeries, type MetricBatch, type PointColumns } from '#contract/metrics'
import type { Failure } from '#contract/problem'
import { failureOf, request, useListen } from '../api'
import { afterPaint, DrawPacer } from './draw-pacer'
import { LatencyRecord } from './latency'
import { LiveCurves } from './live-curves'

/**
 * Shortest time between two drawings. Less than the trainer's between two readings, so that each
 * reading is drawn as it comes: a frame for each, and none that waits for the next.
 */
const shortestIntervalMs = 80
/**
 * Between two whole drawings of the charts; those between them add what came meanwhile. All charts
 * in the same frame: each frame has a cost of its own.
 */
const wholeEveryMs = 3_000
/** After the last drawing everything is drawn and read once more. */
const lastDrawingMs = 600
/** Nobody reads the latency more often; sorting its record with each drawing would be waste. */
const latencyEveryMs = 1_000
/** Points of each curve that a view opened in mid-run asks for; all of them, in all but huge runs. */
const historyPoints = 50_000

const lossSeries = metricSeries.indexOf('train.loss')

interface Undrawn {
  sequence: number
  /** When its points were taken, milliseconds since 1970. */
  times: Float64Array
}

/**
 * The points of one run, from the store and live, and the pace of drawing them. Each batch is
 * acknowledged after it was drawn, or at once where nothing draws: training never waits for this.
 */
export function useRunFeed() {
  const curves = new LiveCurves()
  /** Counts drawings; charts follow it. */
  const drawing = ref(0)
  /** Whether the charts are to be drawn whole this time. */
  let whole = true
  let wholeAt = -Infinity
  /**
   * Words and figures beside the charts follow it: they change with those of the run's progress,
   * which come once a second, so that the window is laid out and composed once for both.
   */
  const reading = ref(0)
  const drawLast = useDebounceFn(() => {
    reading.value++
    if (whole) return
    wholeAt = -Infinity
    pacer.request()
  }, lastDrawingMs)
  const historyFailure = shallowRef<Failure | null>(null)
  const latency = new LatencyRecord()
  /** Milliseconds from a point in the trainer to the screen, at the 95th percentile. */
  const latencyP95 = ref<number | null>(null)
  const visibility = useDocumentVisibility()
  const pacer = new DrawPacer(draw, shortestIntervalMs)

  let runId: string | null = null
  let loading = false
  let early: MetricBatch[] = []
  let undrawn: Undrawn[] = []
  let charts = 0
  let latencyTold = 0
  /** When the newest loss was taken. */
  let lastTime = 0

  const nobodyDraws = () => charts === 0 || visibility.value === 'hidden'

  /** Turns to another run: its history first, then what came meanwhile. */
  async function follow(id: string, known: MetricBatch[] = []): Promise<void> {
    runId = id
    early = known
    undrawn = []
    curves.clear()
    lastTime = 0
    latency.clear()
    latencyP95.value = null
    latencyTold = 0
    historyFailure.value = null
    loading = true
    pacer.request()
    try {
      const query = { runId: id, series: [...metricSeries], maxPoints: historyPoints }
      const points = await request('runs:metrics', query)
      if (runId !== id) return
      append(points)
    } catch (error) {
      if (runId !== id) return
      historyFailure.value = failureOf(error)
    }
    loading = false
    for (const batch of early.splice(0)) take(batch)
    pacer.request()
  }

  function take(batch: MetricBatch): void {
    if (batch.runId !== runId) return
    if (loading) {
      early.push(batch)
      return
    }
    if (goesBack(batch)) {
      // The run goes on from a checkpoint: what was drawn after it did not happen.
      early.push(batch)
      void follow(batch.runId, early)
      return
    }
    append(batch.points)
    if (nobodyDraws()) acknowledge(batch.sequence)
    else {
      undrawn.push({ sequence: batch.sequence, times: batch.points.time })
      pacer.request()
    }
  }

  /** A later point of an earlier step; the same point may well come twice. */
  function goesBack({ points: { series, step, time } }: MetricBatch): boolean {
    const at = series.indexOf(lossSeries)
    if (at === -1 || (time[at] ?? 0) <= lastTime) return false
    return (step[at] ?? 0) <= curves.of('train.loss').lastStep
  }

  function append(points: PointColumns): void {
    curves.append(points)
    const at = points.series.lastIndexOf(lossSeries)
    if (at !== -1) lastTime = Math.max(lastTime, points.time[at] ?? 0)
  }

  function draw(): void {
    if (nobodyDraws()) {
      release()
      return
    }
    const batches = undrawn.splice(0)
    tellLatency()
    // The charts take their data when Vue flushes, and paint in the next frame.
    const start = performance.now()
    whole = start - wholeAt >= wholeEveryMs
    if (whole) wholeAt = start
    drawing.value++
    void drawLast()
    afterPaint((cost) => {
      pacer.took(cost)
      const now = Date.now()
      for (const { times } of batches) for (const time of times) latency.add(now - time)
      const last = batches.at(-1)
      if (last) acknowledge(last.sequence)
    })
  }

  /** With a drawing: for itself, it would be a frame of its own. */
  function tellLatency(): void {
    const now = Date.now()
    if (latency.count === 0 || now - latencyTold < latencyEveryMs) return
    latencyTold = now
    latencyP95.value = latency.quantile(0.95)
  }

  function acknowledge(sequence: number): void {
    if (runId === null) return
    // Without the answer main holds points back and the next one makes up for it.
    request('training:drawn', { runId, sequence }).catch(() => undefined)
  }

  /** What waits for a drawing that will not come. */
  function release(): void {
    const last = undrawn.splice(0).at(-1)
    if (last) acknowledge(last.sequence)
  }

  useListen('training:points', take)
  useListen('training:active', () => {
    reading.value++
    pacer.hasten()
  })
  watch(visibility, (now) => (now === 'hidden' ? release() : pacer.request()))
  onScopeDispose(() => {
    pacer.stop()
  })

  /** A view that draws the curves has come; what it returns says that it has gone. */
  function attach(): () => void {
    charts++
    pacer.request()
    return () => {
      charts--
      if (charts === 0) release()
    }
  }

  return {
    curves,
    drawing,
    drawsWhole: () => whole,
    reading,
    latencyP95,
    historyFailure,
    follow,
    attach,
  }
}
