/**
 * Probabilities of all classes out of those of each pair: the second method of Wu, Lin and Weng
 * 2004 (“Probability estimates for multi-class classification by pairwise coupling”), iterated as
 * LIBSVM does.
 * @param pairwise [classes × classes], row i and column j: of i, given that it is i or j
 * @returns [classes], which sum to 1
 */
export function couplePairs(pairwise: Float64Array, classes: number): Float64Array {
  const at = (row: number, column: number) => pairwise[row * classes + column] as number
  const quadratic = new Float64Array(classes * classes)
  for (let row = 0; row < classes; row += 1) {
    let diagonal = 0
    for (let column = 0; column < classes; column += 1) {
      if (column === row) continue
      diagonal += at(column, row) ** 2
      quadratic[row * classes + column] = -at(column, row) * at(row, column)
    }
    quadratic[row * classes + row] = diagonal
  }
  const probabilities = new Float64Array(classes).fill(1 / classes)
  const products = new Float64Array(classes)
  const closeEnough = 0.005 / classes
  const mostIterations = Math.max(100, classes)
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    let whole = 0
    for (let row = 0; row < classes; row += 1) {
      products[row] = dot(quadratic.subarray(row * classes, (row + 1) * classes), probabilities)
      whole += (probabilities[row] as number) * (products[row] as number)
    }
    const total = whole
    if (products.every((product) => Math.abs(product - total) < closeEnough)) break
    for (let row = 0; row < classes; row += 1) {
      const diagonal = quadratic[row * classes + row] as number
      const change = (whole - (products[row] as number)) / diagonal
      const scale = 1 / (1 + change)
      whole = (whole + change * (change * diagonal + 2 * (products[row] as number))) * scale ** 2
      probabilities[row] = (probabilities[row] as number) + change
      for (let column = 0; column < classes; column += 1) {
        const moved = change * (quadratic[row * classes + column] as number)
        products[column] = ((products[column] as number) + moved) * scale
        probabilities[column] = (probabilities[column] as number) * scale
      }
    }
  }
  return probabilities
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0)
}
