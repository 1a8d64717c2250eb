import type { Tensor } from '@tensorflow/tfjs'

/**
 * How much of the moving average of the weights a step leaves: less at first, so that the average
 * does not drag the beginning along. Polyak and Juditsky, 1992; the start as in TensorFlow's
 * ExponentialMovingAverage.
 * @param step counts from 1
 */
export function averageShare(decay: number, step: number): number {
  return Math.min(decay, (1 + step) / (10 + step))
}

/** The average after one more step. @param share a number, or a tensor of rank 0 */
export function movedAverage<Each extends Tensor>(
  average: Each,
  weight: Tensor,
  share: number | Tensor,
): Each {
  return weight.add(average.sub(weight).mul(share))
}
