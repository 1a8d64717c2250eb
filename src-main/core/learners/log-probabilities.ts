import { softmax } from '../model/scores'
import type { LearnerAnswer } from './types'

/**
 * Classes and probabilities from unnormalised logarithms.
 * @param scores [count × classes]
 */
export function answerOfScores(
  scores: Float32Array | Float64Array,
  count: number,
  classes: number,
): LearnerAnswer {
  const predicted = new Uint8Array(count)
  const probabilities = new Float32Array(count * classes)
  for (let image = 0; image < count; image += 1) {
    const row = scores.subarray(image * classes, (image + 1) * classes)
    predicted[image] = softmax(row, probabilities, image * classes).best
  }
  return { predicted, probabilities }
}

/** Shares of 0 would cost without end; they are read as this much, as by most programs. */
const least = 1e-7

/** Mean of −log of what was given to the true class. */
export function logLoss(probabilities: Float32Array, actual: Uint8Array, classes: number): number {
  let sum = 0
  for (const [image, label] of actual.entries())
    sum -= Math.log(Math.max(least, probabilities[image * classes + label] ?? 0))
  return sum / actual.length
}
