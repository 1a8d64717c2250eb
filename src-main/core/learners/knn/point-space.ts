import type { Tensor2D } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import type { PointDistances } from './distances'
import type { SearchSpace } from './search-space'

/** Points as they are: what a product says of their distances is true but for its rounding. */
export class PointSpace implements SearchSpace {
  readonly stretch = 1
  readonly queryErrors: Float64Array
  readonly trainingError = 0

  constructor(
    private readonly tf: Tensors,
    private readonly points: PointDistances,
  ) {
    this.queryErrors = new Float64Array(points.queries)
  }

  get width() {
    return this.points.width
  }

  queryPoints(start: number, count: number) {
    return this.rows(this.points.queryPoints, start, count)
  }

  trainingPoints(start: number, count: number) {
    return this.rows(this.points.trainingPoints, start, count)
  }

  dispose() {
    // It keeps no tensor.
  }

  private rows(points: Float32Array, start: number, count: number): Tensor2D {
    const { width } = this
    return this.tf.tensor2d(points.subarray(start * width, (start + count) * width), [count, width])
  }
}
