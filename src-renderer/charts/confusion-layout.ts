import type { Confusion } from '#contract/run'

export const confusionModes = ['counts', 'actual', 'predicted'] as const
/** What a cell says: images, share of its row (actual class), share of its column (predicted). */
export type ConfusionMode = (typeof confusionModes)[number]

export interface ConfusionCell {
  actual: number
  predicted: number
  count: number
  /** Count, or share 0…1, after the mode. */
  value: number
  error: boolean
  /** 0…1 of the largest error, in the mode's measure; 0 on the diagonal, which stays quiet. */
  intensity: number
}

export interface ConfusionLayout {
  classes: number
  /** Row by row: all predicted classes of the first actual class come first. */
  cells: ConfusionCell[]
  /** Images of each actual class. */
  rowTotals: number[]
  /** Images that were taken for each class. */
  columnTotals: number[]
  total: number
  correct: number
  /** Largest error in the mode's measure, the end of the colour scale. */
  largestError: number
}

/** Figures and colours' places of a confusion matrix. */
export function layoutConfusion(
  { classNames, counts }: Pick<Confusion, 'classNames' | 'counts'>,
  mode: ConfusionMode,
): ConfusionLayout {
  const classes = classNames.length
  const count = (actual: number, predicted: number) => counts[actual * classes + predicted] ?? 0
  const every = Array.from({ length: classes }, (_, index) => index)
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const rowTotals = every.map((actual) => sum(every.map((predicted) => count(actual, predicted))))
  const columnTotals = every.map((predicted) =>
    sum(every.map((actual) => count(actual, predicted))),
  )

  const measure = (actual: number, predicted: number) => {
    if (mode === 'counts') return count(actual, predicted)
    const whole = mode === 'actual' ? rowTotals[actual] : columnTotals[predicted]
    return whole ? count(actual, predicted) / whole : 0
  }
  const cells = every.flatMap((actual) =>
    every.map((predicted) => ({
      actual,
      predicted,
      count: count(actual, predicted),
      value: measure(actual, predicted),
      error: actual !== predicted,
      intensity: 0,
    })),
  )
  const largestError = cells.reduce(
    (most, { error, value }) => (error ? Math.max(most, value) : most),
    0,
  )
  for (const cell of cells)
    if (cell.error && largestError > 0) cell.intensity = cell.value / largestError
  return {
    classes,
    cells,
    rowTotals,
    columnTotals,
    total: sum(rowTotals),
    correct: sum(every.map((index) => count(index, index))),
    largestError,
  }
}

/** How the second matrix differs from the first, cell by cell; −1…1 of the largest difference. */
export function layoutDifference(
  first: Pick<Confusion, 'classNames' | 'counts'>,
  second: Pick<Confusion, 'classNames' | 'counts'>,
  mode: ConfusionMode,
): ConfusionLayout {
  const before = layoutConfusion(first, mode)
  const after = layoutConfusion(second, mode)
  const cells = after.cells.map((cell, index) => ({
    ...cell,
    count: cell.count - (before.cells[index]?.count ?? 0),
    value: cell.value - (before.cells[index]?.value ?? 0),
  }))
  const largest = cells.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0)
  return {
    ...after,
    cells: cells.map((cell) => ({ ...cell, intensity: largest > 0 ? cell.value / largest : 0 })),
    largestError: largest,
  }
}
