/**
 * into[i] += Σ amount · row[i − shift] for each index. Four rows at a time, so that a sum is
 * fetched and put back once for four products.
 */
export function addRows(
  into: Float64Array,
  indices: Int32Array,
  shift: number,
  rows: readonly Float32Array[],
  amounts: readonly number[],
): void {
  const whole = rows.length - (rows.length % 4)
  for (let row = 0; row < whole; row += 4) {
    const [a, b, c, d] = rows.slice(row, row + 4) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    const [ofA, ofB, ofC, ofD] = amounts.slice(row, row + 4) as [number, number, number, number]
    for (let k = 0; k < indices.length; k += 1) {
      const index = indices[k] as number
      const column = index - shift
      into[index] =
        (into[index] as number) +
        ofA * (a[column] as number) +
        ofB * (b[column] as number) +
        ofC * (c[column] as number) +
        ofD * (d[column] as number)
    }
  }
  for (let row = whole; row < rows.length; row += 1) {
    const values = rows[row] as Float32Array
    const amount = amounts[row] as number
    for (let k = 0; k < indices.length; k += 1) {
      const index = indices[k] as number
      into[index] = (into[index] as number) + amount * (values[index - shift] as number)
    }
  }
}
