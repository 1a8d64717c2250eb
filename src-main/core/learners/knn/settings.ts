import { WorkbenchError } from '#contract/problem'
import type { Weights } from './vote'

export interface KnnSettings {
  /** How many of the nearest training images vote. */
  neighbours: number
  metric: 'l2' | 'cosine'
  weights: Weights
  /** Both find the same neighbours; by projection most distances need not be computed. */
  search: 'projection' | 'tiles'
}

/** @throws WorkbenchError `knn.tooFewImages` */
export function checkNeighbours(neighbours: number, count: number) {
  if (neighbours > count)
    throw new WorkbenchError(
      'knn.tooFewImages',
      `${neighbours} neighbours are asked for, but there are only ${count} training images.`,
      { neighbours, count },
    )
}

/** @throws WorkbenchError `knn.imageSize` where the pixels are not those of whole images */
export function checkImageSize(pixels: Uint8Array, features: number) {
  if (pixels.length % features !== 0)
    throw new WorkbenchError(
      'knn.imageSize',
      `The training images have ${features} pixels; these images are of another size.`,
      { features },
    )
}
