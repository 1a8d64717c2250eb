import type { Voters } from '../types'
import { vote, weightAt, type Neighbours, type Weights } from './vote'

/**
 * How the vote on one image came about.
 * @param neighbours of one image; all of them vote
 * @param labels of all training images
 */
export function votersOf(
  neighbours: Neighbours,
  labels: Uint8Array,
  classes: number,
  weights: Weights,
): Voters {
  const { length } = neighbours
  const { predicted, probabilities } = vote(neighbours, labels, classes, length, weights)
  const shares = Float64Array.from({ length }, (_, at) => weightAt(neighbours, 0, at, weights))
  const all = shares.reduce((sum, share) => sum + share, 0)
  return {
    indices: Int32Array.from(neighbours.indices),
    labels: Uint8Array.from(neighbours.indices, (index) => labels[index] ?? 0),
    distances: Float64Array.from(neighbours.distances),
    shares: shares.map((share) => share / all),
    probabilities,
    predicted: predicted[0] ?? 0,
  }
}
