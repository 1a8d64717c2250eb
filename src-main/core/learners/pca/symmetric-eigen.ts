export interface Eigen {
  /** [size], rising */
  values: Float64Array
  /** [size × size], an eigenvector in each row, of length 1 */
  vectors: Float64Array
}

/** The diagonal of a tridiagonal matrix and what stands beside it. */
interface Tridiagonal {
  diagonal: Float64Array
  /** [size], the last is 0 */
  beside: Float64Array
}

const mostSweeps = 60

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, in plain TypeScript and 64 bits:
 * Householder's reflections to tridiagonal form, then implicitly shifted QL steps.
 * Source: Golub and Van Loan, Matrix Computations, 4th edition 2013, 8.3.
 * @param matrix [size × size], not changed
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const { form, reflections } = tridiagonalize(matrix, size)
  const rotated = new Float64Array(size * size)
  for (let i = 0; i < size; i++) rotated[i * size + i] = 1
  // Rows of `rotated` become eigenvectors of the tridiagonal matrix, then the reflections turn them back.
  diagonalize(form, rotated, size)
  for (let row = 0; row < size; row++)
    reflectBack(rotated.subarray(row * size, (row + 1) * size), reflections)
  return sorted(form.diagonal, rotated, size)
}

/** Q = H₀ H₁ …, each H = 1 − v vᵀ with v given from its first entry that is not 0. */
function tridiagonalize(matrix: Float64Array, size: number) {
  const a = matrix.slice()
  const reflections: { start: number; v: Float64Array }[] = []
  const diagonal = new Float64Array(size)
  const beside = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    diagonal[k] = a[k * size + k] ?? 0
    const start = k + 1
    if (start === size) break
    const x = a.slice(k * size + start, (k + 1) * size)
    const length = Math.sqrt(dot(x, x))
    const pivot = (x[0] ?? 0) > 0 ? -length : length
    beside[k] = pivot
    if (length === 0 || start === size - 1) {
      if (start === size - 1) beside[k] = x[0] ?? 0
      continue
    }
    x[0] = (x[0] ?? 0) - pivot
    const scale = Math.sqrt(2 / dot(x, x))
    const v = x.map((value) => value * scale)
    reflectBothSides(a, size, start, v)
    reflections.push({ start, v })
  }
  return { form: { diagonal, beside }, reflections }
}

/** A ← H A H in the lower right part: A − v wᵀ − w vᵀ with w = A v − ½ (vᵀ A v) v. */
function reflectBothSides(a: Float64Array, size: number, start: number, v: Float64Array) {
  const length = v.length
  const w = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    const row = (start + i) * size + start
    let sum = 0
    for (let j = 0; j < length; j++) sum += (a[row + j] ?? 0) * (v[j] ?? 0)
    w[i] = sum
  }
  const half = dot(v, w) / 2
  for (let i = 0; i < length; i++) w[i] = (w[i] ?? 0) - half * (v[i] ?? 0)
  for (let i = 0; i < length; i++) {
    const row = (start + i) * size + start
    const [vi, wi] = [v[i] ?? 0, w[i] ?? 0]
    for (let j = 0; j < length; j++)
      a[row + j] = (a[row + j] ?? 0) - (vi * (w[j] ?? 0) + wi * (v[j] ?? 0))
  }
}

function reflectBack(vector: Float64Array, reflections: { start: number; v: Float64Array }[]) {
  for (const { start, v } of [...reflections].reverse()) {
    let sum = 0
    for (let i = 0; i < v.length; i++) sum += (v[i] ?? 0) * (vector[start + i] ?? 0)
    for (let i = 0; i < v.length; i++)
      vector[start + i] = (vector[start + i] ?? 0) - sum * (v[i] ?? 0)
  }
}

/** Leaves eigenvalues on the diagonal and turns the rows of `vectors` along. */
function diagonalize({ diagonal, beside }: Tridiagonal, vectors: Float64Array, size: number) {
  for (let low = 0; low < size; low++)
    for (let sweep = 0; ; sweep++) {
      const high = splitFrom(diagonal, beside, low)
      if (high === low) break
      if (sweep === mostSweeps) throw new Error('The eigenvalues did not settle.')
      stepQl({ diagonal, beside }, low, high, vectors, size)
    }
}

/** The end of the part from `low` on that nothing negligible splits. */
function splitFrom(diagonal: Float64Array, beside: Float64Array, low: number): number {
  let high = low
  for (; high < diagonal.length - 1; high++) {
    const around = Math.abs(diagonal[high] ?? 0) + Math.abs(diagonal[high + 1] ?? 0)
    if (Math.abs(beside[high] ?? 0) <= Number.EPSILON * around) break
  }
  return high
}

/** One implicit QL step with Wilkinson's shift. */
function stepQl(
  { diagonal: d, beside: e }: Tridiagonal,
  low: number,
  high: number,
  vectors: Float64Array,
  size: number,
) {
  const q = ((d[low + 1] ?? 0) - (d[low] ?? 0)) / (2 * (e[low] ?? 0))
  const root = Math.hypot(q, 1)
  let g = (d[high] ?? 0) - (d[low] ?? 0) + (e[low] ?? 0) / (q + (q < 0 ? -root : root))
  let [sine, cosine, shift] = [1, 1, 0]
  for (let i = high - 1; i >= low; i--) {
    const f = sine * (e[i] ?? 0)
    const b = cosine * (e[i] ?? 0)
    const r = Math.hypot(f, g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1] = (d[i + 1] ?? 0) - shift
      e[high] = 0
      return
    }
    sine = f / r
    cosine = g / r
    g = (d[i + 1] ?? 0) - shift
    const t = ((d[i] ?? 0) - g) * sine + 2 * cosine * b
    shift = sine * t
    d[i + 1] = g + shift
    g = cosine * t - b
    turnRows(vectors, size, i, sine, cosine)
  }
  d[low] = (d[low] ?? 0) - shift
  e[low] = g
  e[high] = 0
}

/** Turns row i and the one after it by a plane rotation. */
function turnRows(vectors: Float64Array, size: number, i: number, sine: number, cosine: number) {
  const first = i * size
  const second = first + size
  for (let k = 0; k < size; k++) {
    const upper = vectors[first + k] ?? 0
    const lower = vectors[second + k] ?? 0
    vectors[second + k] = sine * upper + cosine * lower
    vectors[first + k] = cosine * upper - sine * lower
  }
}

function sorted(values: Float64Array, vectors: Float64Array, size: number): Eigen {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const result = new Float64Array(size * size)
  order.forEach((from, to) =>
    result.set(vectors.subarray(from * size, (from + 1) * size), to * size),
  )
  return { values: Float64Array.from(order, (index) => values[index] ?? 0), vectors: result }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
