/** A duration as one says it beforehand: seconds in fives, then minutes, then hours with a half. */
export function approximateDuration(seconds: number): {
  unit: 'seconds' | 'minutes' | 'hours'
  count: number
} {
  if (seconds < 10) return { unit: 'seconds', count: Math.max(1, Math.round(seconds)) }
  if (seconds < 55) return { unit: 'seconds', count: Math.round(seconds / 5) * 5 }
  if (seconds < 3_570) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) }
  return { unit: 'hours', count: Math.round(seconds / 1_800) / 2 }
}

/** The same in words: 122 → `2 min`. */
export function approximateWords(
  t: (key: string, named: { count: number }) => string,
  seconds: number,
): string {
  const { unit, count } = approximateDuration(seconds)
  return t(`ui.units.${unit}`, { count })
}
