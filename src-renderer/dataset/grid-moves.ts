/**
 * Where a key leads in a grid of `count` places, `columns` in a row and `rows` in view.
 * @returns the new place, or null where the key does not move
 */
export function moveInGrid(
  key: string,
  place: number,
  { count, columns, rows }: { count: number; columns: number; rows: number },
): number | null {
  const steps: Record<string, number> = {
    ArrowRight: place + 1,
    ArrowLeft: place - 1,
    ArrowDown: place + columns,
    ArrowUp: place - columns,
    PageDown: place + columns * rows,
    PageUp: place - columns * rows,
    Home: 0,
    End: count - 1,
  }
  const to = steps[key]
  if (to === undefined || count === 0) return null
  return Math.min(count - 1, Math.max(0, to))
}
