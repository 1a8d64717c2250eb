import { nativeOperations } from '../../native/operations'
import type { Tensors } from '../../native/tensorflow'
import type { Work } from '../types'
import type { Distances } from './distances'
import { searchByProducts } from './product-search'
import { searchByScan } from './scan-search'
import type { SearchSpace } from './search-space'
import type { Neighbours } from './vote'

/** Below, tiles of products do not pay. */
const fewestQueriesForProducts = 8

/**
 * The nearest training images of each query, by measuring each or by products: they are the same.
 * @param length how many for each, at most the training images
 * @param makeSpace where products bound the distances
 */
export async function nearest(
  tf: Tensors,
  distances: Distances,
  length: number,
  makeSpace: () => SearchSpace,
  work: Work,
): Promise<Neighbours> {
  const byProducts = distances.queries >= fewestQueriesForProducts && nativeOperations(tf)
  const space = byProducts ? makeSpace() : null
  try {
    const { indices, measures } = space
      ? await searchByProducts(tf, space, distances, length, work)
      : await searchByScan(distances, length, work)
    const asDistances = measures.map((measure) => distances.distance(measure))
    return { length, indices, distances: asDistances }
  } finally {
    space?.dispose()
  }
}
