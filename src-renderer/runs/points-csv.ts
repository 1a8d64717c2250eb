import { metricColumns, metricRows } from '#contract/metric-rows'
import type { PointColumns } from '#contract/metrics'

/** All points as CSV in UTF-8: a header, then a row a point. No cell has a comma or a quote. */
export function pointsCsv(points: PointColumns): Uint8Array<ArrayBuffer> {
  const lines = [metricColumns.join()]
  for (const row of metricRows(points)) lines.push(row.join())
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}
