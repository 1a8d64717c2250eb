import { computed, onBeforeUnmount, onMounted, watch, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Series } from '#contract/metrics'
import { chartTokens } from '../charts/chart-theme'
import { lineWidth, traceStyle } from '../charts/curve-option'
import type { Curve } from '../charts/curves'
import type EChart from '../charts/EChart.vue'
import type { EChartsOption } from '../charts/echarts'
import {
  focusedRange,
  liveMargins,
  liveOption,
  liveSeries,
  type LivePlot,
} from './live-chart-option'
import { fillCurve } from './live-curve-data'
import { drawnEnd, liesIn, tailOf, toPixels, type Area, type DrawnEnd } from './live-tail'
import type LiveTail from './LiveTail.vue'
import type { Stroke } from './LiveTail.vue'
import { useTraining } from './store'

/** Longest way of the tail, in CSS pixels: what it covers is composed anew with each drawing. */
const longestTail = 128

/** What the drawing of a chart is made on. */
interface Ground {
  chart: Readonly<ShallowRef<InstanceType<typeof EChart> | null>>
  tail: Readonly<ShallowRef<InstanceType<typeof LiveTail> | null>>
}

/**
 * Draws a chart of the live view as its curves grow. Laying out and stroking whole curves takes
 * from the cores that train; so a chart is drawn whole now and then only, and between two such
 * drawings what came since is stroked above it.
 */
export function useLiveDrawing(plot: LivePlot & { smoothing: number }, { chart, tail }: Ground) {
  const { locale } = useI18n()
  const training = useTraining()
  const dataOf = (series: Series) => training.curves.of(series)

  /** The curves that the chart's tooltip reads; filled anew at each whole drawing. */
  const shown = computed<Curve[]>(() =>
    plot.curves.map(({ name, color, smoothed, dots, series }) => {
      const curve: Curve = { name, color, x: [], y: [], dots: dots ?? false, endLabel: null }
      fillCurve(curve, dataOf(series), smoothed ? plot.smoothing : null)
      return curve
    }),
  )
  const optionNow = () => liveOption(plot, shown.value, dataOf, chartTokens.value, locale.value)
  /** Built anew where the chart itself changes; the growing data are merged into it. */
  const option = computed<EChartsOption>(optionNow)

  /** Steps that each curve was drawn to, last and last whole, and where that whole drawing ended. */
  const drawnSteps = new Map<Series, number>()
  const wholeSteps = new Map<Series, number>()
  const ends = new Map<Series, DrawnEnd>()
  /** Whether the axis fits the smoothed lines alone: of the traces it shows what is in its range. */
  let cutsTraces = false

  function draw(): void {
    const steps = training.drawsWhole() ? wholeSteps : drawnSteps
    if (plot.curves.every(({ series }) => steps.get(series) === dataOf(series).lastStep)) return
    if (training.drawsWhole() || !drawTail()) drawWhole()
  }

  function drawWhole(): void {
    ends.clear()
    for (const [index, { series, smoothed }] of plot.curves.entries()) {
      const buffer = dataOf(series)
      const curve = shown.value[index]
      if (curve) fillCurve(curve, buffer, smoothed ? plot.smoothing : null)
      const end = curve && !curve.dots && drawnEnd(buffer, curve.smoothed ?? curve.y)
      if (end) ends.set(series, end)
      drawnSteps.set(series, buffer.lastStep)
      wholeSteps.set(series, buffer.lastStep)
    }
    const range = focusedRange(plot, shown.value, dataOf)
    cutsTraces = range !== null
    chart.value?.merge({
      ...liveSeries(plot, shown.value, dataOf),
      ...(range ? { yAxis: range } : {}),
    })
    tail.value?.clear()
  }

  /** @returns whether the tail fits the chart as it stands; nothing was drawn otherwise */
  function drawTail(): boolean {
    const inPlot = plotArea()
    let start = inPlot.right
    const strokes: Stroke[] = []
    for (const { series, color, smoothed, dots } of plot.curves) {
      const buffer = dataOf(series)
      if (dots && drawnSteps.get(series) === buffer.lastStep) continue
      const end = ends.get(series)
      const since = end && tailOf(buffer, end, smoothed ? plot.smoothing : 0, log())
      if (!since) return false
      const [line, trace] = [pixels(since.line), pixels(since.trace)]
      if (!liesIn(line, inPlot) || !(cutsTraces || liesIn(trace, inPlot))) return false
      start = Math.min(start, line[0] ?? start)
      if (smoothed) strokes.push({ points: trace, color, ...traceStyle })
      strokes.push({ points: line, color, width: lineWidth, opacity: 1 })
      drawnSteps.set(series, buffer.lastStep)
    }
    const left = Math.floor(start) - 1
    const right = Math.min(inPlot.right, left + longestTail)
    if (strokes.length === 0 || strokes.some(({ points }) => (points.at(-2) ?? 0) > right))
      return false
    // Lines at the plot's edge are not cut in half.
    tail.value?.draw(strokes, { left, right, top: inPlot.top - 1, bottom: inPlot.bottom + 1 })
    return true
  }

  const log = () => plot.log ?? false
  const pixels = (points: Float64Array) =>
    toPixels(points, (x, y) => chart.value?.pixelOf(x, y) ?? [Number.NaN, Number.NaN], log())

  function plotArea(): Area {
    const { left, top, right, bottom } = liveMargins(plot)
    const { width, height } = chart.value?.size() ?? { width: 0, height: 0 }
    return { left, top, right: width - right, bottom: height - bottom }
  }

  /** The chart has drawn itself anew in another size. */
  function resized(): void {
    if (!drawTail()) drawWhole()
  }

  watch(() => training.drawing, draw)
  // After the chart was given the new one: what of it is still to be drawn is drawn with the data.
  watch(option, drawWhole, { flush: 'post' })
  let detach: (() => void) | null = null
  onMounted(() => (detach = training.attachChart()))
  onBeforeUnmount(() => detach?.())

  return { option, optionNow, resized }
}
