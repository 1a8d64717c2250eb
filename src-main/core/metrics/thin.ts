import type { PointColumns } from '#contract/metrics'

/**
 * Positions to keep so that a curve looks the same: the first, the last, and of
 * each bucket its smallest and largest value, in their order.
 * @param values of one series, in order
 * @param maxPoints at least 4; never more are kept
 */
export function thinPositions(values: Float64Array, maxPoints: number): Uint32Array {
  const count = values.length
  if (count <= maxPoints) return Uint32Array.from(values.keys())
  const buckets = Math.max(1, Math.floor((maxPoints - 2) / 2))
  const kept = new Set<number>([0])
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const start = 1 + Math.floor((bucket * (count - 2)) / buckets)
    const end = 1 + Math.floor(((bucket + 1) * (count - 2)) / buckets)
    const [low, high] = extremes(values, start, end)
    kept.add(Math.min(low, high))
    kept.add(Math.max(low, high))
  }
  kept.add(count - 1)
  return Uint32Array.from(kept)
}

/** A value that is not a number counts as an extreme: a broken curve has to look broken. */
function extremes(values: Float64Array, start: number, end: number): [number, number] {
  let low = start
  let high = start
  for (let i = start; i < end; i += 1) {
    const value = values[i] ?? 0
    if (Number.isNaN(value)) return [i, i]
    if (value < (values[low] ?? 0)) low = i
    if (value > (values[high] ?? 0)) high = i
  }
  return [low, high]
}

/** Each series by itself thinned to at most `maxPoints`; what is kept stays in its order. */
export function thinPoints(points: PointColumns, maxPoints: number): PointColumns {
  const kept: number[] = []
  for (const series of new Set(points.series)) {
    const own = Uint32Array.from(points.series.keys()).filter((i) => points.series[i] === series)
    const values = Float64Array.from(own, (i) => points.value[i] ?? 0)
    for (const position of thinPositions(values, maxPoints)) kept.push(own[position] ?? 0)
  }
  return pickPoints(points, Uint32Array.from(kept).sort())
}

/** The columns at some positions. */
export function pickPoints(points: PointColumns, positions: Uint32Array): PointColumns {
  return {
    series: Uint8Array.from(positions, (i) => points.series[i] ?? 0),
    step: Uint32Array.from(positions, (i) => points.step[i] ?? 0),
    epoch: Float32Array.from(positions, (i) => points.epoch[i] ?? 0),
    time: Float64Array.from(positions, (i) => points.time[i] ?? 0),
    value: Float64Array.from(positions, (i) => points.value[i] ?? 0),
  }
}
