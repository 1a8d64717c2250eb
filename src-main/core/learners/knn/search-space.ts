import type { Tensor2D } from '@tensorflow/tfjs'

/**
 * Images as points among which no distance is longer than the true one, but for known rounding:
 * what a product of matrices says of them bounds the true distances from below.
 */
export interface SearchSpace {
  /** Coordinates of a point. */
  readonly width: number
  /** Distances in the space are at most this many times the true ones. */
  readonly stretch: number
  /** [queries], how far rounding can have moved each point. */
  readonly queryErrors: Float64Array
  /** How far it can have moved any training point. */
  readonly trainingError: number
  /** @returns [count × width], to be disposed of by the caller */
  queryPoints(start: number, count: number): Tensor2D
  /** @returns [count × width], to be disposed of by the caller */
  trainingPoints(start: number, count: number): Tensor2D
  dispose(): void
}

/**
 * How much rounding can change a sum of products in 32 bits, whatever its order, as a share
 * of the sum of their absolute values.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition 2002, 3.1.
 */
export function productRounding(terms: number): number {
  const unit = 2 ** -24
  return (terms * unit) / (1 - terms * unit)
}
