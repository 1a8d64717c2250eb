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
