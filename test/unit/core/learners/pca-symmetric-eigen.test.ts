import { describe, expect, it } from 'vitest'
import { Random } from '#core/dataset'
import { symmetricEigen } from '#core/learners/pca/symmetric-eigen'

function randomSymmetric(size: number): Float64Array {
  const random = new Random(5)
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = random.next() - 0.5
  return matrix
}

/** Largest entry of A v − λ v and of V Vᵀ − 1. */
function errors(matrix: Float64Array, size: number) {
  const { values, vectors } = symmetricEigen(matrix, size)
  const row = (index: number) => vectors.subarray(index * size, (index + 1) * size)
  const dot = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
  let [equation, right] = [0, 0]
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const product = dot(matrix.subarray(j * size, (j + 1) * size), row(i))
      equation = Math.max(equation, Math.abs(product - (values[i] ?? 0) * (row(i)[j] ?? 0)))
      right = Math.max(right, Math.abs(dot(row(i), row(j)) - (i === j ? 1 : 0)))
    }
  return { equation, right, values: [...values] }
}

describe('eigenvectors in plain TypeScript', () => {
  it.each([1, 2, 3, 40])('hold for a matrix of %i rows', (size) => {
    const { equation, right, values } = errors(randomSymmetric(size), size)
    expect(equation).toBeLessThan(1e-12)
    expect(right).toBeLessThan(1e-12)
    expect(values).toEqual([...values].sort((a, b) => a - b))
  })

  it('are at right angles where eigenvalues are equal', () => {
    // 2 on the diagonal and 1 beside: eigenvalues 1, 1, 1 and 5.
    const matrix = Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 2 : 1))
    const { equation, right, values } = errors(matrix, 4)
    expect(equation).toBeLessThan(1e-12)
    expect(right).toBeLessThan(1e-12)
    expect(values.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 1, 1, 5])
  })

  it('come sorted from a matrix that is diagonal already, with zeros in it', () => {
    const matrix = Float64Array.of(3, 0, 0, 0, 0, 0, 0, 0, -1)
    expect(errors(matrix, 3)).toEqual({ equation: 0, right: 0, values: [-1, 0, 3] })
  })
})
