import type { Tensor2D } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import type { PointDistances } from './distances'
import type { SearchSpace } from './search-space'

/**
 * Points by their first coordinates only: what is left out can only make a distance longer.
 * Of principal components the first few say most of it.
 */
export class PointSpace implements SearchSpace {
  readonly stretch = 1
  readonly queryErrors: Float64Array
  readonly trainingError = 0

  constructor(
    private readonly tf: Tensors,
    readonly width: number,
    private readonly points: PointDistances,
  ) {
    this.queryErrors = new Float64Array(points.queries)
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
    const { tf, width } = this
    const whole = this.points.width
    const values = points.subarray(start * whole, (start + count) * whole)
    return tf.tidy(() => tf.tensor2d(values, [count, whole]).slice([0, 0], [count, width]))
  }
}
