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

/** A range with one value more beyond an end, by the factor between its own, within the limits. */
export function widened(
  { from, to, count }: LogRange,
  end: 'low' | 'high',
  { min, max, most }: { min: number; max: number; most: number },
): LogRange {
  const factor = (to / from) ** (1 / (count - 1))
  // Three digits: with two, the values between would not stay what they were.
  const near = (value: number) => Number(value.toPrecision(3))
  const more = Math.min(most, count + 1)
  return end === 'low'
    ? { from: Math.max(min, near(from / factor)), to, count: more }
    : { from, to: Math.min(max, near(to * factor)), count: more }
}

/** Four values by half a decade, one below the given and two above, within its limits. */
export function rangeAround(value: number, min: number, max: number): LogRange {
  const within = (end: number) => Math.min(max, Math.max(min, rounded(end)))
  return { from: within(value / Math.sqrt(10)), to: within(value * 10), count: 4 }
}
