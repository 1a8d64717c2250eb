import { stringify } from 'csv-stringify/sync'

type Cell = string | number | boolean | null

const rowsAtOnce = 2_000

/** CSV text in pieces: a header line, then rows as they are asked for. */
export function* csvText(columns: readonly string[], rows: Iterable<readonly Cell[]>) {
  yield stringify([[...columns]])
  let piece: (readonly Cell[])[] = []
  for (const row of rows) {
    piece.push(row)
    if (piece.length < rowsAtOnce) continue
    yield stringify(piece, { cast: { boolean: String } })
    piece = []
  }
  if (piece.length > 0) yield stringify(piece, { cast: { boolean: String } })
}

/** A float32 with the fewest digits that give it back, not with those of the double it is kept in. */
export function float32Text(value: number): number {
  for (const digits of [6, 7, 8]) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return Number(value.toPrecision(9))
}

/** ISO 8601; empty for a time that is none. */
export function timeText(milliseconds: number): string {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}
