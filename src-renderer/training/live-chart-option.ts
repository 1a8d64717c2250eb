import type { Series } from '#contract/metrics'
import type { ChartTokens } from '../charts/chart-theme'
import { curveOption, type CurveFlag } from '../charts/curve-option'
import type { Curve } from '../charts/curves'
import type { EChartsOption } from '../charts/echarts'
import { focusRange } from '../charts/focus-range'
import { axisRange, type Range } from '../charts/round-range'
import { lineData, traceData } from './live-curve-data'
import type { SeriesBuffer } from './series-buffer'

export interface LiveCurve {
  series: Series
  name: string
  color: string
  /** Drawn smoothed over a faint trace. */
  smoothed?: boolean
  /** Few points: with dots. */
  dots?: boolean
}

/** One chart of the live view. */
export interface LivePlot {
  curves: readonly LiveCurve[]
  /** End of the x axis, in epochs. */
  extent: number
  log?: boolean
  /** Fit y to the smoothed curves after their first steps. */
  focus?: boolean
  share?: boolean
  /** A thin strip: no grid, two y labels. */
  thin?: boolean
  /** This chart carries the labels of the x axis. */
  showX?: boolean
  formatY: (value: number) => string
  flags?: readonly CurveFlag[]
}

export type DataOf = (series: Series) => SeriesBuffer

/** Fixed margins in CSS pixels: the axes of all charts stand exactly above each other. */
export function liveMargins({ thin, flags, showX }: LivePlot) {
  return {
    left: 58,
    right: 14,
    top: thin ? 6 : flags?.length ? 24 : 8,
    bottom: showX ? 22 : 6,
  }
}

/**
 * Options of a chart of the live view.
 * @param shown its curves as they stand; the tooltip reads these objects
 */
export function liveOption(
  plot: LivePlot,
  shown: readonly Curve[],
  dataOf: DataOf,
  tokens: ChartTokens,
  locale: string,
): EChartsOption {
  const { extent, thin } = plot
  const built = curveOption({
    curves: shown,
    xKind: 'epoch',
    tokens,
    locale,
    xRange: { min: 0, max: extent },
    yLog: plot.log ?? false,
    share: plot.share ?? false,
    formatY: plot.formatY,
    hideX: !plot.showX,
    ...(plot.flags ? { flags: plot.flags } : {}),
  })
  const range = focusedRange(plot, shown, dataOf)
  return {
    ...built,
    ...liveSeries(plot, shown, dataOf, built),
    grid: { ...liveMargins(plot), outerBoundsMode: 'none' },
    xAxis: {
      ...(built.xAxis as object),
      // Whole epochs where there is room for several; an end between them is not named.
      ...(extent > 2 ? { minInterval: 1 } : {}),
      axisLabel: {
        ...(built.xAxis as { axisLabel: object }).axisLabel,
        showMaxLabel: Number.isInteger(extent),
      },
    },
    yAxis: {
      ...(built.yAxis as object),
      ...range,
      ...(thin ? { splitNumber: 1, splitLine: { show: false } } : {}),
    },
    // The axis follows the run; a zoomed one would not.
    dataZoom: [],
  }
}

/** Before so many points there is nothing to tell outliers from. */
const fewPoints = 60

/** What the y axis shows where it fits the smoothed curves; null where it shows all there is. */
export function focusedRange(
  { curves, focus = false, share = false, log = false }: LivePlot,
  shown: readonly Curve[],
  dataOf: DataOf,
): Range | null {
  if (!focus || !curves.some(({ series }) => dataOf(series).length >= fewPoints)) return null
  const range = focusRange(shown, { share, log })
  return range ? axisRange(range, { share, log }) : null
}

/**
 * The growing data of all lines.
 * @param built the option that they are part of; to merge into a chart that has it, none
 */
export function liveSeries(
  { curves, log = false }: LivePlot,
  shown: readonly Curve[],
  dataOf: DataOf,
  built?: EChartsOption,
): Pick<EChartsOption, 'series'> {
  const before = new Map(
    (Array.isArray(built?.series) ? built.series : []).map((each) => [String(each.id), each]),
  )
  const series = curves.flatMap(({ series: name, smoothed }, index) => {
    const curve = shown[index]
    if (!curve) return []
    const id = `${index}`
    const main = { ...before.get(id), id, data: lineData(curve, log) }
    if (!smoothed) return [main]
    const traceId = `${id}:raw`
    const data = traceData(dataOf(name).view(), log)
    return [{ ...before.get(traceId), id: traceId, data }, main]
  })
  return { series: series as EChartsOption['series'] }
}
