/** Not a power of two, or a column's values would all want the same lines of the cache. */
const strideFor = (capacity: number) => capacity + 8

export function workingSetBytes(capacity: number): number {
  return capacity * strideFor(capacity) * Float32Array.BYTES_PER_ELEMENT
}

/**
 * The variables that are optimised together, with their kernel values among each other.
 * A variable is a sample of the pair; members lie in slots 0 … size − 1.
 */
export class WorkingSet {
  size = 0
  /** [capacity] which variable a slot holds */
  readonly members: Int32Array
  /** [capacity × stride] */
  readonly kernel: Float32Array
  readonly stride: number
  /** [capacity] kernel values of each member with itself */
  readonly diagonal: Float64Array
  /** [capacity] of each member, while they are optimised; see PairProblem */
  readonly gradient: Float64Array
  readonly coefficient: Float64Array
  readonly lowest: Float64Array
  readonly highest: Float64Array
  /** [variables] slot + 1, or 0 outside */
  private readonly slotAfter: Int32Array

  /** @param variables of the largest pair that it serves */
  constructor(
    readonly capacity: number,
    variables: number,
  ) {
    this.members = new Int32Array(capacity)
    this.stride = strideFor(capacity)
    this.kernel = new Float32Array(capacity * this.stride)
    this.diagonal = new Float64Array(capacity)
    this.gradient = new Float64Array(capacity)
    this.coefficient = new Float64Array(capacity)
    this.lowest = new Float64Array(capacity)
    this.highest = new Float64Array(capacity)
    this.slotAfter = new Int32Array(variables)
  }

  has(variable: number): boolean {
    return this.slotAfter[variable] !== 0
  }

  clear(): void {
    this.size = 0
    this.slotAfter.fill(0)
  }

  /** Puts a variable into the next slot; its kernel values follow by `fillKernel`. */
  add(variable: number): void {
    this.members[this.size] = variable
    this.size += 1
    this.slotAfter[variable] = this.size
  }

  /**
   * @param row kernel values of the slot's member with the first class and with the second
   * @param firstSize variables of the first class
   */
  fillKernel(slot: number, [first, second]: [Float32Array, Float32Array], firstSize: number): void {
    const { size, stride, kernel, members, diagonal } = this
    for (let other = 0; other < size; other += 1) {
      const variable = members[other] as number
      const value = variable < firstSize ? first[variable] : second[variable - firstSize]
      kernel[slot * stride + other] = value as number
      kernel[other * stride + slot] = value as number
    }
    diagonal[slot] = kernel[slot * stride + slot] as number
  }

  /** The last member takes the slot that becomes free. */
  remove(variable: number): void {
    const { kernel, stride, members, diagonal } = this
    const slot = (this.slotAfter[variable] as number) - 1
    const last = this.size - 1
    this.slotAfter[variable] = 0
    this.size = last
    if (slot === last) return
    const moved = members[last] as number
    members[slot] = moved
    this.slotAfter[moved] = slot + 1
    for (let other = 0; other < last; other += 1) {
      const value = kernel[last * stride + (other === slot ? last : other)] as number
      kernel[slot * stride + other] = value
      kernel[other * stride + slot] = value
    }
    diagonal[slot] = diagonal[last] as number
  }
}
