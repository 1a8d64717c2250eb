import type { Pace } from '../pace'
import { addRows } from './add-rows'
import { classRange } from './class-samples'
import type { KernelRows } from './kernel-rows'

/**
 * Two classes as LIBSVM sees them: variables are the samples of the first (y = +1), then those of
 * the second (y = −1). A coefficient is LIBSVM's y·α, between its bounds 0 and ±cost; a gradient
 * is Σ coefficient·kernel − y, LIBSVM's y·G. All are doubles: only kernel values are floats.
 */
export class PairProblem {
  readonly firstSize: number
  readonly size: number
  readonly coefficient: Float64Array
  readonly lowest: Float64Array
  readonly highest: Float64Array
  readonly gradient: Float64Array
  /** Variables whose gradients are kept up to date, ascending; the others are shrunk away. */
  active: Int32Array
  private readonly firstStart: number
  private readonly secondStart: number

  /** @param excluded [size] 1 for samples that take no part: their coefficients stay 0 */
  constructor(
    private readonly rows: KernelRows,
    readonly first: number,
    readonly second: number,
    cost: number,
    excluded: Uint8Array | null,
  ) {
    const [firstStart, firstSize] = classRange(rows.samples, first)
    const [secondStart, secondSize] = classRange(rows.samples, second)
    this.firstStart = firstStart
    this.firstSize = firstSize
    this.secondStart = secondStart
    this.size = firstSize + secondSize
    this.coefficient = new Float64Array(this.size)
    this.lowest = new Float64Array(this.size).fill(-cost, firstSize)
    this.highest = new Float64Array(this.size).fill(cost, 0, firstSize)
    this.gradient = Float64Array.from(this.lowest, (_, variable) => -this.target(variable))
    this.active = this.everyVariable()
    excluded?.forEach((out, variable) => {
      if (out) this.lowest[variable] = this.highest[variable] = 0
    })
  }

  /** [size] for `active`, where nothing is shrunk away. */
  everyVariable(): Int32Array {
    return Int32Array.from({ length: this.size }, (_, variable) => variable)
  }

  /** +1 for the first class, −1 for the second. */
  target(variable: number): number {
    return variable < this.firstSize ? 1 : -1
  }

  takesPart(variable: number): boolean {
    return (this.lowest[variable] as number) < (this.highest[variable] as number)
  }

  /** Variables of the support vectors, ascending. */
  supporting(): number[] {
    const variables: number[] = []
    this.coefficient.forEach((value, variable) => {
      if (value !== 0) variables.push(variable)
    })
    return variables
  }

  /** The sample, by its position among all classes, that a variable is. */
  sample(variable: number): number {
    return variable < this.firstSize
      ? this.firstStart + variable
      : this.secondStart + variable - this.firstSize
  }

  /** Makes sure that the kernel rows of `kept`, which were held before, and `fresh` are held. */
  async provideRows(kept: ArrayLike<number>, fresh: ArrayLike<number>, pace: Pace): Promise<void> {
    const { first, second, firstSize, rows } = this
    // Kept ones are asked for again only where they could be given up for fresh ones. Without
    // fresh ones they never are, though restoring gradients may have cost them their rows: whoever
    // violates the order afterwards was shrunk away, so is outside the set and comes as fresh; and
    // a set that is stuck changes no coefficient, so needs no row.
    const variables = [
      ...(rows.hasRoom(2 * fresh.length) ? [] : Array.from(kept)),
      ...Array.from(fresh),
    ]
    const ofFirst = variables.filter((each) => each < firstSize).map(this.sample, this)
    const ofSecond = variables.filter((each) => each >= firstSize).map(this.sample, this)
    await rows.provide(ofFirst, first, pace)
    await rows.provide(ofFirst, second, pace)
    await rows.provide(ofSecond, first, pace)
    await rows.provide(ofSecond, second, pace)
  }

  /** A variable's kernel values with the first class and with the second. */
  row(variable: number): [Float32Array, Float32Array] {
    const sample = this.sample(variable)
    return [this.rows.segment(sample, this.first), this.rows.segment(sample, this.second)]
  }

  /** Adds amounts of these variables' rows, which have to be held, to the gradients of `to`. */
  addToGradient(variables: readonly number[], amounts: readonly number[], to: Int32Array): void {
    const rows = variables.map((variable) => this.row(variable))
    const inFirst = to.findIndex((variable) => variable >= this.firstSize)
    const border = inFirst < 0 ? to.length : inFirst
    const ofFirst = rows.map(([row]) => row)
    const ofSecond = rows.map(([, row]) => row)
    addRows(this.gradient, to.subarray(0, border), 0, ofFirst, amounts)
    addRows(this.gradient, to.subarray(border), this.firstSize, ofSecond, amounts)
  }
}
