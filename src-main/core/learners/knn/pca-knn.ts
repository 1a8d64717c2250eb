import type { Tensors } from '../../native/tensorflow'
import { fitPca, projectImages, type PcaModel } from '../pca'
import { partOf } from '../pace'
import type { LearningImages, Work } from '../types'
import { PointDistances } from './distances'
import { nearest } from './nearest'
import { PointSpace } from './point-space'
import { checkImageSize } from './settings'
import type { Neighbours, Weights } from './vote'

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
  return nearest(tf, distances, length, () => new PointSpace(tf, distances), rest)
}
