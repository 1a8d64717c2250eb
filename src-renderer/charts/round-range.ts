export interface Range {
  min: number
  max: number
}

const mostIntervals = 6

/** What a y axis shows of a range: round ends, those of shares not beyond 1; a logarithm's own. */
export function axisRange(range: Range, { share = false, log = false }): Range {
  return log ? range : roundRange(range, share ? 1 : Infinity)
}

/**
 * A range widened to round numbers, with the distance of its ticks: an axis that fits a growing
 * curve then moves in few steps and not with every point, and both its ends are ticks.
 * @param highest what the axis must not promise more than, such as 1 for shares
 */
export function roundRange({ min, max }: Range, highest = Infinity): Range & { interval: number } {
  // Sums of decimals otherwise end in …0001.
  const round = (value: number) => Number(value.toPrecision(12))
  const ticks = (interval: number) => ({
    first: Math.floor(round(min / interval)),
    last: Math.ceil(round(max / interval)),
  })
  let interval = roundStep((max - min) / mostIntervals)
  while (ticks(interval).last - ticks(interval).first > mostIntervals)
    interval = roundStep(interval * 1.1)
  const { first, last } = ticks(interval)
  return {
    min: round(first * interval),
    max: Math.min(highest, round(last * interval)),
    interval,
  }
}

/** The first of 1, 2 and 5 times the powers of ten that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5].find((each) => each * power >= least) ?? 10
  return factor * power
}

/**
 * Four intervals of a round size around values that are all the same, or so near that ticks
 * between them would read the same; null where they are not.
 */
export function rangeAroundOne({ min, max }: Range, share: boolean): Range | null {
  const middle = (min + max) / 2
  const [room, least] = share ? [0.04, 0.002] : [Math.abs(middle) / 2 || 1, Math.abs(middle) / 200]
  if (!Number.isFinite(middle) || (max > min && max - min >= least)) return null
  const half = max === min ? room : least
  const step = roundStep(half / 2)
  const middles = Math.round(middle / step)
  // Of a share near 1 or 0 the range ends there.
  const most = Math.round(1 / step) - 2
  const around = share ? Math.min(most, Math.max(2, middles)) : middles
  const round = (ticks: number) => Number((ticks * step).toPrecision(12))
  return { min: round(around - 2), max: round(around + 2) }
}
