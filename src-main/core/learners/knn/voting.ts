import type { FittedLearner, Work } from '../types'
import { accuracyByNeighbours, vote, type Neighbours, type Weights } from './vote'
import { votersOf } from './voters'

/** A fitted model whose training images vote. */
interface VotingModel {
  settings: { neighbours: number; weights: Weights }
  /** Training images. */
  count: number
  classes: number
  /** [count] */
  labels: Uint8Array
}

/**
 * What can be asked of such a model; images are named by the vote of their nearest training images.
 * Source: Cover and Hart, Nearest neighbor pattern classification, 1967.
 * @param find the nearest training images of each image, in the space where the model compares them
 */
export function voting(
  { settings, count, classes, labels }: VotingModel,
  find: (pixels: Uint8Array, neighbours: number, work: Work) => Promise<Neighbours>,
): Required<Pick<FittedLearner, 'answer' | 'voters' | 'accuracyByNeighbours'>> {
  const { neighbours, weights } = settings
  return {
    answer: async (images, _count, work) =>
      vote(await find(images, neighbours, work), labels, classes, neighbours, weights),
    voters: async (image, work) =>
      votersOf(await find(image, neighbours, work), labels, classes, weights),
    accuracyByNeighbours: async (images, truth, most, work) => {
      const nearest = await find(images, Math.min(most, count), work)
      return accuracyByNeighbours(nearest, labels, truth, classes, weights)
    },
  }
}
