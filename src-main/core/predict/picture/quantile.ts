/** The value that a share of the values, 0…1, does not exceed: the greatest for 1. 0 of none. */
export function quantile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const median = (values: Float32Array) => quantile(values, 1 / 2)

/** Standard deviation of normal noise of which a third is off by less than 1. */
const deviationOfThird = 2.32

/**
 * Standard deviation of what values are off by, if it is normal noise. The smallest third tells it,
 * so that half of the values may be off by other reasons.
 */
export const deviationOf = (off: Float32Array) => deviationOfThird * quantile(off, 1 / 3)
