import type { Tensor } from '@tensorflow/tfjs'
import type { Tensors } from '../native/tensorflow'
import { clipGradients } from './clip'
import {
  dataType,
  itemAt,
  record,
  scalarFeed,
  type Feed,
  type GraphBuilder,
  type GraphVariable,
  type Value,
} from './graph'
import { graphUpdates, type GraphUpdates, type GraphWeight } from './graph-updates'
import type { StepRecipe } from './training-step'
import { averageShare, movedAverage } from './weight-average'

/** How gradients move the weights inside a graph: clipping, the optimiser, the moving average. */
export class GraphMove {
  private readonly updates: GraphUpdates
  /** Of every weight of the model, or none. */
  readonly averages: readonly GraphVariable[]
  private readonly averageShare: Value | null

  constructor(
    private readonly tf: Tensors,
    private readonly builder: GraphBuilder,
    private readonly weights: readonly GraphVariable[],
    private readonly trained: readonly GraphWeight[],
    private readonly recipe: StepRecipe,
  ) {
    const float = dataType.float32
    const averaged = recipe.averageDecay === null ? [] : weights
    this.updates = graphUpdates(builder, trained, recipe)
    this.averages = averaged.map(({ shape }, i) => builder.variable(float, shape, `average_${i}`))
    this.averageShare = averaged.length > 0 ? builder.placeholder(float, [], 'average_share') : null
  }

  /** What the optimiser keeps between steps. */
  get slots(): readonly GraphVariable[] {
    return this.updates.slots
  }

  /**
   * @param gradients in the order of the trained weights
   * @param before nodes that move weights by other ways
   * @returns the nodes that have to run for all of it to happen
   */
  by(gradients: readonly Value[], before: readonly Value[]): Value[] {
    const moved = [...before, ...this.updates.apply(this.clip(gradients))]
    return [...moved, ...this.moveAverages(moved)]
  }

  /** @param step counts from 1 */
  feeds(learningRate: number, step: number): Feed[] {
    const feeds = this.updates.feeds(learningRate, step)
    const { averageDecay } = this.recipe
    if (this.averageShare === null || averageDecay === null) return feeds
    return [...feeds, scalarFeed(this.averageShare, averageShare(averageDecay, step))]
  }

  private clip(gradients: readonly Value[]): readonly Value[] {
    const { tf, trained, recipe } = this
    const { clipNorm } = recipe
    if (clipNorm === null) return gradients
    const shapes = trained.map(({ variable }) => variable.shape)
    return this.compute(gradients, shapes, (inputs) => clipGradients(tf, inputs, clipNorm))
  }

  private moveAverages(moved: readonly Value[]): Value[] {
    const { builder, weights, averages } = this
    const share = this.averageShare
    if (share === null) return []
    return averages.map((average, i) => {
      const weight = builder.readAfter(itemAt(weights, i), moved)
      const { shape } = average
      const next = this.compute([average.read, weight, share], [shape, shape, []], (inputs) => [
        movedAverage(itemAt(inputs, 0), itemAt(inputs, 1), itemAt(inputs, 2)),
      ])
      return builder.assign(average, itemAt(next, 0))
    })
  }

  /** What a function over tensors makes of values of the graph. */
  private compute(
    values: readonly Value[],
    shapes: readonly (readonly number[])[],
    run: (inputs: readonly Tensor[]) => Tensor[],
  ): Value[] {
    const { tf, builder } = this
    const inputs = shapes.map((shape) => tf.zeros([...shape]))
    const trace = record(tf, inputs, [], () => run(inputs))
    tf.dispose(inputs)
    return builder.place(trace, values, []).outputs
  }
}
