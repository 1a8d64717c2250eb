import { nativeOperations } from '../../native/operations'
import type { Tensors } from '../../native/tensorflow'
import { fitPca, projectImages, type PcaModel } from '../pca'
import { partOf } from '../progress'
import type { LearnerAnswer, LearningImages, Work } from '../types'
import { PointDistances } from './distances'
import { fewestQueriesForProducts, neighboursOf } from './knn'
import { PointSpace } from './point-space'
import { searchByProducts } from './product-search'
import { searchByScan } from './scan-search'
import { checkImageSize } from './settings'
import { vote, type Neighbours, type Weights } from './vote'

export interface PcaKnnSettings {
  components: number
  /** Whether each coordinate is divided by its standard deviation. */
  whiten: boolean
  neighbours: number
  weights: Weights
}

/** All of it is plain data and typed arrays. */
export interface PcaKnnModel {
  settings: PcaKnnSettings
  count: number
  classes: number
  pca: PcaModel
  /** [count × components], the training images */
  projected: Float32Array
  /** [count] */
  labels: Uint8Array
}

/** Of the time that fitting takes. */
const pcaShare = 0.85

/** Principal components of the training images, and the images in them. */
export async function fitPcaKnn(
  tf: Tensors,
  images: LearningImages,
  settings: PcaKnnSettings,
  work: Work,
): Promise<PcaKnnModel> {
  const { count, classes, labels, pixels } = images
  const pca = await fitPca(tf, images, settings.components, partOf(work, 0, pcaShare))
  const rest = partOf(work, pcaShare, 1)
  const projected = await projectImages(tf, pca, pixels, settings.whiten, rest)
  return { settings, count, classes, pca, projected, labels }
}

/**
 * The nearest training images by straight distances between their coordinates.
 * @param pixels [images × features] bytes
 * @param length how many for each image, at most the training images
 * @throws WorkbenchError `knn.imageSize`
 */
export async function findPcaNeighbours(
  tf: Tensors,
  model: PcaKnnModel,
  pixels: Uint8Array,
  length: number,
  work: Work,
): Promise<Neighbours> {
  const { pca, settings, projected: training } = model
  checkImageSize(pixels, pca.features)
  const start = partOf(work, 0, 0.1)
  const rest = partOf(work, 0.1, 1)
  const points = await projectImages(tf, pca, pixels, settings.whiten, start)
  const distances = new PointDistances(pca.components, points, training)
  if (distances.queries < fewestQueriesForProducts || !nativeOperations(tf))
    return neighboursOf(await searchByScan(distances, length, rest), distances)
  const space = new PointSpace(tf, distances)
  return neighboursOf(await searchByProducts(tf, space, distances, length, rest), distances)
}

/**
 * Names images by the vote of the training images that are nearest in the principal components.
 * @param pixels [images × features] bytes
 * @throws WorkbenchError `knn.imageSize`
 */
export async function predictPcaKnn(
  tf: Tensors,
  model: PcaKnnModel,
  pixels: Uint8Array,
  work: Work,
): Promise<LearnerAnswer> {
  const { neighbours, weights } = model.settings
  const nearest = await findPcaNeighbours(tf, model, pixels, neighbours, work)
  return vote(nearest, model.labels, model.classes, neighbours, weights)
}
