import { largest } from '../../model/scores'
import type { LearnerAnswer } from '../types'

export type Weights = 'uniform' | 'distance'

/** The nearest training images of some images, nearest first, equally near ones by index. */
export interface Neighbours {
  /** For each image. */
  length: number
  /** [images × length], of training images */
  indices: Int32Array
  /** [images × length]: straight distance of pixels divided by 255 or of projected points, or 1 − cosine */
  distances: Float64Array
}

/**
 * What the nearest neighbours vote for. A tie goes to the lower class, as in scikit-learn.
 * @param labels of all training images
 * @param count of neighbours that vote, at most the length of the lists
 * @param weights `distance` weighs by 1 / distance; neighbours at distance 0 then vote alone
 */
export function vote(
  neighbours: Neighbours,
  labels: Uint8Array,
  classes: number,
  count: number,
  weights: Weights,
): LearnerAnswer {
  const images = neighbours.indices.length / neighbours.length
  const predicted = new Uint8Array(images)
  const probabilities = new Float32Array(images * classes)
  const votes = new Float64Array(classes)
  for (let image = 0; image < images; image++) {
    votes.fill(0)
    let all = 0
    for (let place = 0; place < count; place++) {
      const at = image * neighbours.length + place
      const label = labels[neighbours.indices[at] ?? 0] ?? 0
      const weight = weightAt(neighbours, image, place, weights)
      votes[label] = (votes[label] ?? 0) + weight
      all += weight
    }
    for (const [label, sum] of votes.entries()) probabilities[image * classes + label] = sum / all
    predicted[image] = largest(votes)
  }
  return { predicted, probabilities }
}

/** What one neighbour's voice counts beside the others of the same image. */
export function weightAt(
  { distances, length }: Neighbours,
  image: number,
  place: number,
  weights: Weights,
): number {
  if (weights === 'uniform') return 1
  const nearest = distances[image * length] ?? 0
  const distance = distances[image * length + place] ?? 0
  if (nearest === 0) return distance === 0 ? 1 : 0
  // In units of the nearest, so that no weight overflows; shares stay the same.
  return nearest / distance
}

/**
 * Share of right answers with 1, 2 … up to all of the neighbours, from one search.
 * @param labels of all training images
 * @param truth labels of the images, [images]
 * @returns [length of the lists], the first for one neighbour
 */
export function accuracyByNeighbours(
  neighbours: Neighbours,
  labels: Uint8Array,
  truth: Uint8Array,
  classes: number,
  weights: Weights,
): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: neighbours.length }, (_, index) => {
    const { predicted } = vote(neighbours, labels, classes, index + 1, weights)
    return predicted.filter((label, image) => label === truth[image]).length / truth.length
  })
}
