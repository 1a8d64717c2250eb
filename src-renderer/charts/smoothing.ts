/** Where a moving average stands after some values: what it gives there, and how many they were. */
export interface AverageSoFar {
  value: number
  /** Finite values that are in it. */
  count: number
}

/**
 * Exponential moving average, freed of its bias towards the start: each point is the mean of all
 * points before it, weighted by `weight` to the power of their distance (the form TensorBoard
 * uses; Adam's authors name the correction). Values that are not finite stay as they are and are
 * left out of the mean.
 * @param weight 0 (as it is) up to, but not including, 1
 * @param before the values go on from here
 */
export function smooth(
  values: ArrayLike<number>,
  weight: number,
  before: AverageSoFar = { value: 0, count: 0 },
): Float64Array {
  const smoothed = new Float64Array(values.length)
  let bias = weight ** before.count
  let mean = before.value * (1 - bias)
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN
    if (!Number.isFinite(value)) {
      smoothed[index] = value
      continue
    }
    mean = weight * mean + (1 - weight) * value
    bias *= weight
    smoothed[index] = mean / (1 - bias)
  }
  return smoothed
}
