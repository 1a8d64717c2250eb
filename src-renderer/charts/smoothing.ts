/**
 * Exponential moving average, freed of its bias towards the start: each point is the mean of all
 * points before it, weighted by `weight` to the power of their distance (the form TensorBoard
 * uses; Adam's authors name the correction). Values that are not finite stay as they are and are
 * left out of the mean.
 * @param weight 0 (as it is) up to, but not including, 1
 */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  const smoothed = new Float64Array(values.length)
  let mean = 0
  let bias = 1
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
