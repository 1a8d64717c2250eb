/** A cell, a header (one of the two null), or the corner (both null). */
export interface MatrixPlace {
  actual: number | null
  predicted: number | null
}

export function samePlace(one: MatrixPlace | null, other: MatrixPlace | null): boolean {
  return one?.actual === other?.actual && one?.predicted === other?.predicted
}

/** Where a key leads from a place in a matrix of so many classes; headers stand before index 0. */
export function moveInMatrix(from: MatrixPlace, key: string, classes: number): MatrixPlace | null {
  let row = from.actual ?? -1
  let column = from.predicted ?? -1
  if (key === 'ArrowUp') row--
  else if (key === 'ArrowDown') row++
  else if (key === 'ArrowLeft') column--
  else if (key === 'ArrowRight') column++
  else if (key === 'Home') column = 0
  else if (key === 'End') column = classes - 1
  else return null
  const within = (index: number) => Math.min(classes - 1, Math.max(-1, index))
  ;[row, column] = [within(row), within(column)]
  // The corner says nothing: stay where one came from.
  if (row < 0 && column < 0) return from
  return { actual: row < 0 ? null : row, predicted: column < 0 ? null : column }
}
