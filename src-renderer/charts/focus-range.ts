import type { Curve } from './curves'

/** Share of a curve whose values do not count: a run's first steps are far from all others. */
const ignoredStart = 0.15
/** A curve with fewer points, such as one of epochs, is shown whole: none of them is an outlier. */
const fewPoints = 20

export interface FocusLimits {
  /** Shares never reach beyond 1. */
  share?: boolean
  /** A logarithmic axis begins above 0. */
  log?: boolean
}

/**
 * Range of y that fits the curves after their first steps, the raw noise behind smoothed ones left
 * out; undefined where there is nothing to fit.
 */
export function focusRange(
  curves: readonly Curve[],
  { share = false, log = false }: FocusLimits = {},
): { min: number; max: number } | undefined {
  let [min, max] = [Infinity, -Infinity]
  for (const { x, y, smoothed } of curves) {
    // Of its own length: a run that was stopped early stays in view beside long ones.
    const first = x[0] ?? 0
    const ignored = x.length < fewPoints ? 0 : ignoredStart
    const from = first + ((x[x.length - 1] ?? first) - first) * ignored
    const values = smoothed ?? y
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? Number.NaN
      if ((x[index] ?? 0) < from || !Number.isFinite(value)) continue
      if (log && value <= 0) continue
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
  }
  if (!(max > min)) return undefined
  const room = (max - min) * 0.06
  // What is never below zero, such as a loss, has no room there.
  const low = min >= 0 ? Math.max(0, min - room) : min - room
  return { min: log ? min * 0.9 : low, max: share ? Math.min(1, max + room) : max + room }
}
