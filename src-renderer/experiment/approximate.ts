/** A duration as one says it beforehand: seconds in tens, then minutes, then hours with a half. */
export function approximateDuration(seconds: number): {
  unit: 'seconds' | 'minutes' | 'hours'
  count: number
} {
  if (seconds < 10) return { unit: 'seconds', count: Math.max(1, Math.round(seconds)) }
  if (seconds < 55) return { unit: 'seconds', count: Math.round(seconds / 5) * 5 }
  if (seconds < 3_570) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) }
  return { unit: 'hours', count: Math.round(seconds / 1_800) / 2 }
}
