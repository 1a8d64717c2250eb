/** Sums of the squares of each row's values; of bytes they are exact. */
export function squaredLengths(values: Uint8Array | Float32Array, features: number): Float64Array {
  const squares = new Float64Array(values.length / features)
  for (let image = 0; image < squares.length; image++) {
    let sum = 0
    for (let i = image * features; i < (image + 1) * features; i++) {
      const value = values[i] ?? 0
      sum += value * value
    }
    squares[image] = sum
  }
  return squares
}
