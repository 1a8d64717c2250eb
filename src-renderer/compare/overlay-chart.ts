import { axisNumber, axisShare, type CurveChart } from '../charts/curve-option'
import { runColor, runPattern } from '../charts/colors'
import type { Curve, XAxisKind } from '../charts/curves'
import { focusRange } from '../charts/focus-range'
import { xColumn } from '../charts/series-columns'
import { smooth } from '../charts/smoothing'
import type { CurveView } from '../charts/use-curve-view'
import { formatAccuracy, formatLoss } from '../ui/format'
import type { ComparedRun } from './use-compared-runs'

export type OverlaySplit = 'train' | 'validation'

/** Beyond so many runs their raw curves would only be fog. */
const mostRaw = 4

/**
 * Whether the curves end at about the same x, so that their names fit at their ends. Where they do
 * not, names would lie on other curves, and a legend serves better.
 */
export function endsTogether(runs: readonly ComparedRun[], kind: XAxisKind): boolean {
  const ends = runs.flatMap(({ detail: { summary }, curves }) =>
    [...curves.values()].slice(0, 1).map((columns) => {
      const x = xColumn(columns, kind, summary.startedAt ?? summary.createdAt)
      return x.at(-1) ?? 0
    }),
  )
  const last = Math.max(...ends)
  return ends.every((end) => end >= last * 0.97)
}

/** One quantity of all runs over each other, each in its run's colour. */
export function overlayChart(
  runs: readonly ComparedRun[],
  quantity: 'loss' | 'accuracy',
  split: OverlaySplit,
  view: CurveView,
  dark: boolean,
  xName: string,
): Omit<CurveChart, 'tokens' | 'locale'> {
  const share = quantity === 'accuracy'
  const labelled = endsTogether(runs, view.xKind)
  const curves = runs.flatMap(({ detail: { summary }, curves: columns }): Curve[] => {
    const found = columns.get(`${split}.${quantity}`)
    if (!found) return []
    const smoothed =
      split === 'train' && view.smoothing > 0 ? smooth(found.value, view.smoothing) : undefined
    const raw = runs.length <= mostRaw
    return [
      {
        name: summary.name,
        color: runColor(summary.number, dark),
        pattern: runPattern(summary.number),
        x: xColumn(found, view.xKind, summary.startedAt ?? summary.createdAt),
        y: smoothed && !raw ? smoothed : found.value,
        ...(smoothed && raw ? { smoothed } : {}),
        ...(labelled ? {} : { endLabel: null }),
        dots: split === 'validation',
      },
    ]
  })
  const yRange = view.focus ? focusRange(curves, { share, log: view.logY }) : undefined
  return {
    curves,
    xKind: view.xKind,
    xName,
    xLog: view.logX,
    yLog: view.logY,
    formatY: share ? formatAccuracy : formatLoss,
    formatAxisY: share ? axisShare : axisNumber,
    share,
    ...(yRange ? { yRange } : {}),
  }
}
