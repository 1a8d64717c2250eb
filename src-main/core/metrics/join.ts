import type { PointColumns } from '#contract/metrics'

/** One set of columns out of several, in their order. */
export function joinPoints(parts: readonly PointColumns[]): PointColumns {
  const [only] = parts
  if (only && parts.length === 1) return only
  const length = parts.reduce((sum, { series }) => sum + series.length, 0)
  const joined: PointColumns = {
    series: new Uint8Array(length),
    step: new Uint32Array(length),
    epoch: new Float32Array(length),
    time: new Float64Array(length),
    value: new Float64Array(length),
  }
  let offset = 0
  for (const part of parts) {
    joined.series.set(part.series, offset)
    joined.step.set(part.step, offset)
    joined.epoch.set(part.epoch, offset)
    joined.time.set(part.time, offset)
    joined.value.set(part.value, offset)
    offset += part.series.length
  }
  return joined
}
