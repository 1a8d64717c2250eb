/** Values from one end to the other, each by the same factor above the one before. */
export interface LogRange {
  from: number
  to: number
  count: number
}

/** Two significant digits: what one would type. */
const rounded = (value: number) => Number(value.toPrecision(2))

/** The values of a range: its ends as they are, those between rounded; the first alone of one. */
export function logSpaced({ from, to, count }: LogRange): number[] {
  const factor = (to / from) ** (1 / (count - 1))
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return from
    return index === count - 1 ? to : rounded(from * factor ** index)
  })
}

/** Four values by half a decade, one below the given and two above, within its limits. */
export function rangeAround(value: number, min: number, max: number): LogRange {
  const within = (end: number) => Math.min(max, Math.max(min, rounded(end)))
  return { from: within(value / Math.sqrt(10)), to: within(value * 10), count: 4 }
}
