import { Pace } from '../pace'
import type { Work } from '../types'
import type { Distances } from './distances'
import { NearestLists } from './nearest-lists'

/**
 * The nearest training images of each query by measuring every one, in plain TypeScript:
 * where no native TensorFlow can be had, and for so few queries that tiles do not pay.
 * @param length of each list, at most the training images
 */
export async function searchByScan(
  distances: Distances,
  length: number,
  work: Work,
): Promise<NearestLists> {
  const { queries, training } = distances
  const lists = new NearestLists(queries, length)
  const pace = new Pace(work)
  for (let query = 0; query < queries; query++) {
    for (let index = 0; index < training; index++)
      lists.insert(query, distances.measure(query, index, lists.limit(query)), index)
    await pace.breathe((query + 1) / queries)
  }
  return lists
}
