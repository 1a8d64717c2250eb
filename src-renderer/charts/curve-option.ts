import { formatCount, formatDuration, formatNumber, formatWhen, thinSpace } from '../ui/format'
import type { ChartTokens } from './chart-theme'
import { tooltipElement } from './curve-tooltip'
import { interleave, readCurves, type Curve, type XAxisKind } from './curves'
import type { EChartsOption } from './echarts'
import { axisRange, rangeAroundOne, type Range } from './round-range'

/** Line of a curve, in CSS pixels. */
export const lineWidth = 1.5
/** The measured values behind a smoothed curve. */
export const traceStyle = { width: 1, opacity: 0.25 }

/** Something that happened at x. */
export interface CurveFlag {
  x: number
  label: string
}

export interface CurveChart {
  curves: readonly Curve[]
  xKind: XAxisKind
  tokens: ChartTokens
  /** Language tag, for times of day. */
  locale?: string
  /** Name of the x axis, below its end; the title of the chart names y. */
  xName?: string
  xRange?: { min?: number; max?: number }
  yRange?: Range
  xLog?: boolean
  yLog?: boolean
  /** How values are written in the tooltip. */
  formatY?: (value: number) => string
  /** How they are written on the axis, where shorter is better; as in the tooltip without it. */
  formatAxisY?: (value: number) => string
  /** Values are shares: y never shows more than 1, and never begins at 0 for its own sake. */
  share?: boolean
  flags?: readonly CurveFlag[]
  /** Above the curves; for pictures, which stand alone. */
  title?: string
  /** Without x labels, where another chart below has them. */
  hideX?: boolean
  /** Room for the y axis, in CSS pixels: the same for charts that stand above each other. */
  left?: number
  /** Room for the labels at the line ends, in CSS pixels; told from the names without it. */
  right?: number
}

/** A value of the x axis in words. */
export function formatX(kind: XAxisKind, value: number, locale = 'en'): string {
  if (kind === 'relative') return formatDuration(value)
  if (kind === 'wall') return formatWhen(value, locale)
  if (kind === 'epoch') return String(Number(value.toFixed(2)))
  return formatCount(value)
}

/** A number as an axis writes it: without the zeros at its end. */
export const axisNumber = (value: number) => String(Number(value.toPrecision(4)))

/** A share as an axis writes it: 0.985 → `98.5 %`. */
export const axisShare = (share: number) => `${axisNumber(share * 100)}${thinSpace}%`

/** Options of a chart of curves over one x axis: the same in the app, in reports and exports. */
export function curveOption(chart: CurveChart): EChartsOption {
  const { curves, xKind, locale = 'en' } = chart
  const formatY = chart.formatY ?? ((value: number) => formatNumber(value, 3))
  const formatAxisY =
    chart.formatAxisY ?? (chart.share ? axisShare : chart.formatY ? formatY : axisNumber)
  const right = chart.right ?? endLabelRoom(curves)
  return {
    ...(chart.title
      ? {
          title: {
            text: chart.title,
            left: 12,
            top: 8,
            textStyle: { color: chart.tokens.text, fontSize: 13, fontWeight: 600 },
          },
        }
      : {}),
    grid: {
      left: chart.left ?? 56,
      right,
      top: (chart.flags?.length ? 24 : 10) + (chart.title ? 26 : 0),
      bottom: chart.hideX ? 10 : chart.xName ? 38 : 22,
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: chart.xLog && xKind !== 'wall' ? 'log' : xKind === 'wall' ? 'time' : 'value',
      ...(chart.xName && !chart.hideX
        ? { name: chart.xName, nameLocation: 'middle' as const, nameGap: 20 }
        : {}),
      min: chart.xRange?.min ?? (chart.xLog || xKind === 'wall' ? 'dataMin' : 0),
      max: chart.xRange?.max ?? 'dataMax',
      splitLine: { show: false },
      axisLabel: {
        show: !chart.hideX,
        ...(xKind === 'wall'
          ? {}
          : { formatter: (value: number) => formatX(xKind, value, locale) }),
      },
    },
    yAxis: {
      type: chart.yLog ? 'log' : 'value',
      scale: true,
      splitNumber: 4,
      axisLine: { show: false },
      axisLabel: {
        formatter: formatAxisY,
        // Ends of a logarithmic axis that were set are not round numbers.
        ...(chart.yRange && chart.yLog ? { showMinLabel: false, showMaxLabel: false } : {}),
      },
      ...rangeOfY(chart),
    } as EChartsOption['yAxis'],
    dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl', filterMode: 'none' }],
    tooltip: {
      trigger: 'axis',
      // An element of our own, not markup: a strict CSP allows it.
      renderMode: 'html',
      confine: true,
      transitionDuration: 0,
      axisPointer: { type: 'line', snap: true },
      formatter: (parameters: unknown) => {
        const x = pointedAt(parameters)
        return x === null
          ? ''
          : tooltipElement(formatX(xKind, x, locale), readCurves(curves, x), formatY)
      },
    } as EChartsOption['tooltip'],
    series: curves.flatMap((curve, index) => lines(curve, index, chart)) as EChartsOption['series'],
  }
}

/** Round ends, also where there is one value only; shares never reach beyond 1. */
function rangeOfY({ yRange, yLog = false, share = false }: CurveChart): object {
  if (yRange) return axisRange(yRange, { share, log: yLog })
  if (yLog) return {}
  return {
    min: (data: Range) => rangeAroundOne(data, share)?.min ?? null,
    max: (data: Range) => rangeAroundOne(data, share)?.max ?? (share && data.max > 0.96 ? 1 : null),
  }
}

function pointedAt(parameters: unknown): number | null {
  const [first] = Array.isArray(parameters) ? parameters : [parameters]
  const { axisValue } = (first ?? {}) as { axisValue?: number | string }
  const x = Number(axisValue)
  return axisValue === undefined || !Number.isFinite(x) ? null : x
}

function xInView({ curves, xRange }: CurveChart): { min: number; max: number } {
  return {
    min: xRange?.min ?? Math.min(...curves.map(({ x }) => x[0] ?? Infinity)),
    max: xRange?.max ?? Math.max(...curves.map(({ x }) => x[x.length - 1] ?? -Infinity)),
  }
}

function lines(curve: Curve, index: number, chart: CurveChart): object[] {
  const log = { x: Boolean(chart.xLog), y: Boolean(chart.yLog) }
  const line = {
    type: 'line',
    dimensions: ['x', 'y'],
    symbol: 'circle',
    sampling: 'minmax',
    itemStyle: { color: curve.color },
  }
  const main = {
    ...line,
    id: `${index}`,
    name: curve.name,
    data: interleave(curve.x, curve.smoothed ?? curve.y, log),
    showSymbol: curve.dots ?? false,
    symbolSize: 5,
    lineStyle: { color: curve.color, width: lineWidth, type: curve.pattern ?? 'solid' },
    triggerEvent: 'line',
    emphasis: { focus: 'series', lineStyle: { width: 2 } },
    blur: { lineStyle: { opacity: 0.2 } },
    endLabel: endLabel(curve, chart.tokens),
    labelLayout: { moveOverlap: 'shiftY' },
    ...(index === 0 && chart.flags?.length
      ? { markLine: flagLines(chart.flags, xInView(chart), chart.tokens) }
      : {}),
  }
  if (!curve.smoothed) return [main]
  const raw = {
    ...line,
    id: `${index}:raw`,
    name: curve.name,
    data: interleave(curve.x, curve.y, log),
    showSymbol: false,
    silent: true,
    lineStyle: { color: curve.color, ...traceStyle },
    tooltip: { show: false },
    z: 1,
  }
  return [raw, main]
}

function endLabel(curve: Curve, tokens: ChartTokens): object {
  const text = curve.endLabel === undefined ? curve.name : curve.endLabel
  if (!text) return { show: false }
  return {
    show: true,
    distance: 6,
    // Between labels that are moved apart; without it they touch.
    minMargin: 8,
    formatter: () => `{dot|●} {text|${shorten(text)}}`,
    rich: {
      dot: { color: curve.color, fontSize: 9 },
      text: { color: tokens.muted, fontSize: 11 },
    },
  }
}

const longestLabel = 24
function shorten(text: string): string {
  return text.length > longestLabel ? `${text.slice(0, longestLabel - 1)}…` : text
}

/** About so many pixels: 6 a letter, 11 where it is a wide one. */
const textWidth = (text: string) =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 11 : 6), 0)

/** Room that the labels at line ends take. */
function endLabelRoom(curves: readonly Curve[]): number {
  const widths = curves.map((curve) => {
    const text = curve.endLabel === undefined ? curve.name : (curve.endLabel ?? '')
    return textWidth(shorten(text))
  })
  const widest = Math.max(0, ...widths)
  return widest > 0 ? widest + 28 : 16
}

/** Charts are hardly shown narrower; in a wider one there is more room than is counted on. */
const narrowPlot = 600

/** How much of a text stands before the place that it is aligned to. */
const shareBefore = { left: 0, center: 0.5, right: 1 }

/**
 * Upright lines with their words on top; what happened at one x shares one. Words that would stand
 * on those before them are left out. What happened behind the last point, such as a crash, stands
 * at the end of the axis.
 */
function flagLines(
  flags: readonly CurveFlag[],
  view: { min: number; max: number },
  tokens: ChartTokens,
): object {
  const byX = new Map<number, string[]>()
  for (const flag of flags) {
    const x = Math.min(flag.x, view.max)
    byX.set(x, [...(byX.get(x) ?? []), flag.label])
  }
  let free = -Infinity
  const named = ([x, labels]: [number, string[]]) => {
    const text = labels.join(' · ')
    const width = textWidth(text)
    const place = (narrowPlot * (x - view.min)) / (view.max - view.min)
    // Centred on their line, but for those that would hang over an end of the axis.
    const align = place < width / 2 ? 'left' : place > narrowPlot - width / 2 ? 'right' : 'center'
    const start = place - width * shareBefore[align]
    const show = start >= free
    if (show) free = start + width
    return { xAxis: x, label: { show, align, formatter: () => text } }
  }
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    // Without it places are rounded to two decimals, and may then lie beyond the axis.
    precision: -1,
    lineStyle: { color: tokens.muted, width: 1, type: [3, 3] },
    label: { position: 'end', color: tokens.muted, fontSize: 11, distance: 4 },
    data: [...byX].sort(([a], [b]) => a - b).map(named),
  }
}
