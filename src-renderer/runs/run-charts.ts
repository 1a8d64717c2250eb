import type { Series } from '#contract/metrics'
import { axisNumber, axisShare, type CurveChart, type CurveFlag } from '../charts/curve-option'
import type { Curve } from '../charts/curves'
import { focusRange } from '../charts/focus-range'
import { xColumn, type SeriesColumns } from '../charts/series-columns'
import { smooth } from '../charts/smoothing'
import type { CurveView } from '../charts/use-curve-view'
import { formatAccuracy, formatLoss } from '../ui/format'

export interface RunChartWords {
  training: string
  validation: string
  xName: string
}

export interface RunChartStyle {
  /** The run's colour. */
  training: string
  /** Colour of text: stands out from all runs. */
  validation: string
}

/** Training and validation of one quantity over each other. */
export function runChart(
  quantity: 'loss' | 'accuracy',
  columns: ReadonlyMap<Series, SeriesColumns>,
  view: CurveView,
  startedAt: number,
  flags: readonly CurveFlag[],
  words: RunChartWords,
  style: RunChartStyle,
): Omit<CurveChart, 'tokens' | 'locale'> {
  const curves: Curve[] = []
  const share = quantity === 'accuracy'
  const training = columns.get(`train.${quantity}`)
  if (training)
    curves.push({
      name: words.training,
      color: style.training,
      x: xColumn(training, view.xKind, startedAt),
      y: training.value,
      ...(view.smoothing > 0 ? { smoothed: smooth(training.value, view.smoothing) } : {}),
    })
  const validation = columns.get(`validation.${quantity}`)
  if (validation)
    curves.push({
      name: words.validation,
      color: style.validation,
      x: xColumn(validation, view.xKind, startedAt),
      y: validation.value,
      dots: true,
    })
  const yRange = view.focus ? focusRange(curves, { share, log: view.logY }) : undefined
  return {
    curves,
    xKind: view.xKind,
    xName: words.xName,
    xLog: view.logX,
    yLog: view.logY,
    formatY: share ? formatAccuracy : formatLoss,
    formatAxisY: share ? axisShare : axisNumber,
    share,
    // The chart below has the same x axis.
    hideX: !share,
    flags,
    ...(yRange ? { yRange } : {}),
  }
}
