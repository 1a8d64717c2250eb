import type { GraphBuilder, Value } from './builder'
import { dataType } from './wire'

const T = { T: { type: dataType.float32 } }

/** What is computed with float32 values while a graph is put together. */
export class Arithmetic {
  constructor(private readonly builder: GraphBuilder) {}

  multiply(a: Value, b: Value): Value {
    return this.builder.add('Mul', [a, b], T)
  }

  divide(a: Value, b: Value): Value {
    return this.builder.add('RealDiv', [a, b], T)
  }

  sum(values: readonly Value[]): Value {
    const [only] = values
    if (values.length === 1 && only !== undefined) return only
    return this.builder.add('AddN', values, { ...T, N: { integer: values.length } })
  }

  /** Each value weighing as much as its size. */
  mean(values: readonly Value[], sizes: readonly number[]): Value {
    const { builder } = this
    if (values.length < 2) return this.sum(values)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    if (new Set(sizes).size === 1)
      return this.multiply(this.sum(values), builder.scalar(1 / values.length))
    return this.sum(
      values.map((value, i) => this.multiply(value, builder.scalar((sizes[i] ?? 0) / total))),
    )
  }

  /** Half of the sum of all squares. */
  halfSquares(values: readonly Value[]): Value {
    return this.sum(values.map((value) => this.builder.add('L2Loss', [value], T)))
  }

  /** `value` where it is a finite number, else `other`, number by number. */
  finiteOr(value: Value, other: Value): Value {
    const finite = this.builder.add('IsFinite', [value], T)
    return this.builder.add('SelectV2', [finite, value, other], T)
  }
}
