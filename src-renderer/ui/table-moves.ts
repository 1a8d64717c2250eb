export interface TablePlace {
  row: number
  column: number
}

/** Where a key leads in a table of so many rows and columns; null for keys that do not move. */
export function moveInTable(
  from: TablePlace,
  key: string,
  rows: number,
  columns: number,
): TablePlace | null {
  const row = (value: number) => Math.min(Math.max(0, rows - 1), Math.max(0, value))
  const column = (value: number) => Math.min(Math.max(0, columns - 1), Math.max(0, value))
  const page = 10
  switch (key) {
    case 'ArrowUp':
      return { ...from, row: row(from.row - 1) }
    case 'ArrowDown':
      return { ...from, row: row(from.row + 1) }
    case 'PageUp':
      return { ...from, row: row(from.row - page) }
    case 'PageDown':
      return { ...from, row: row(from.row + page) }
    case 'ArrowLeft':
      return { ...from, column: column(from.column - 1) }
    case 'ArrowRight':
      return { ...from, column: column(from.column + 1) }
    case 'Home':
      return { ...from, column: 0 }
    case 'End':
      return { ...from, column: column(columns) }
    default:
      return null
  }
}
