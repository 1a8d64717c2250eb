import {
  dataType,
  itemAt,
  zerosFor,
  type GraphBuilder,
  type GraphVariable,
  type Value,
} from './graph'

/**
 * What several runs of a graph have found together: loss, correct images, and the gradient of each
 * weight, in this order. It moves the weights once all of them have been added.
 */
export class GradientSums {
  private readonly sums: GraphVariable[]

  constructor(
    private readonly builder: GraphBuilder,
    weights: readonly GraphVariable[],
  ) {
    const shapes = [[], [], ...weights.map(({ shape }) => shape)]
    this.sums = shapes.map((shape, i) => builder.variable(dataType.float32, shape, `sum_${i}`))
  }

  get loss(): Value {
    return itemAt(this.sums, 0).read
  }

  get correct(): Value {
    return itemAt(this.sums, 1).read
  }

  get gradients(): Value[] {
    return this.sums.slice(2).map(({ read }) => read)
  }

  /** @returns the nodes that have to run for it to happen */
  add(values: readonly Value[]): Value[] {
    return this.sums.map((sum, i) => this.builder.assignAdd(sum, itemAt(values, i)))
  }

  /** Back to zero, once all of the nodes have run. @returns the nodes that do it */
  clear(after: readonly Value[]): Value[] {
    return this.sums.map((sum) => {
      const bytes = new Uint8Array(zerosFor(sum).buffer)
      const zeros = this.builder.constant(sum.type, sum.shape, bytes)
      return this.builder.assign(sum, zeros, after)
    })
  }
}
