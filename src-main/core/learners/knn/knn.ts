import { nativeOperations } from '../../native/operations'
import type { Tensors } from '../../native/tensorflow'
import { fitPca } from '../pca'
import { squaredLengths } from '../squared-lengths'
import type { LearningImages, Work } from '../types'
import { ByteDistances, CosineDistances } from './distances'
import { nearest } from './nearest'
import { PixelSpace } from './pixel-space'
import { ProjectedSpace, type Basis } from './projected-space'
import { checkImageSize, type KnnSettings } from './settings'
import type { Neighbours } from './vote'

/** All of it is plain data and typed arrays. */
export interface KnnModel {
  settings: KnnSettings
  count: number
  /** Pixels of one image. */
  features: number
  classes: number
  /** [count × features], bytes */
  pixels: Uint8Array
  /** [count] */
  labels: Uint8Array
  /** Where the search begins by projection; null where it goes by tiles. */
  basis: Basis | null
}

/** Directions of the search by projection; more of them cost products and save distances. */
const basisWidth = 96
/** Any basis is exact; one of so many images saves about as much as one of all. */
const basisImages = 10_000
/** Below, products with the pixels themselves cost no more. */
const fewestPixelsToProject = 2 * basisWidth

/** Keeps the training images, and finds the directions in which they differ most. */
export async function fitKnn(
  tf: Tensors,
  images: LearningImages,
  settings: KnnSettings,
  work: Work,
): Promise<KnnModel> {
  const { count, features, classes, pixels, labels } = images
  const projects =
    settings.search === 'projection' &&
    features >= fewestPixelsToProject &&
    count >= basisImages / 10 &&
    nativeOperations(tf) !== null
  const basis = projects ? await basisOf(tf, images, work) : null
  return { settings, count, features, classes, pixels, labels, basis }
}

async function basisOf(tf: Tensors, images: LearningImages, work: Work): Promise<Basis> {
  const { features, pixels } = images
  const step = Math.ceil(images.count / basisImages)
  const count = Math.ceil(images.count / step)
  const some = new Uint8Array(count * features)
  for (let index = 0; index < count; index++) {
    const from = index * step * features
    some.set(pixels.subarray(from, from + features), index * features)
  }
  const { vectors } = await fitPca(tf, { count, features, pixels: some }, basisWidth, work)
  return { width: basisWidth, vectors }
}

/**
 * The nearest training images by exact distances; equally near ones by their index.
 * @param pixels [images × features] bytes
 * @param length how many for each image, at most the training images
 * @throws WorkbenchError `knn.imageSize`
 */
export async function findNeighbours(
  tf: Tensors,
  model: KnnModel,
  pixels: Uint8Array,
  length: number,
  work: Work,
): Promise<Neighbours> {
  checkImageSize(pixels, model.features)
  const distances =
    model.settings.metric === 'l2'
      ? new ByteDistances(model.features, pixels, model.pixels)
      : new CosineDistances(model.features, pixels, model.pixels)
  return nearest(tf, distances, length, () => spaceOf(tf, model, pixels, distances), work)
}

function spaceOf(
  tf: Tensors,
  { features, basis, pixels: trainingPixels }: KnnModel,
  pixels: Uint8Array,
  distances: ByteDistances | CosineDistances,
) {
  const lengths = distances instanceof CosineDistances ? distances : null
  const queries = { pixels, lengths: lengths?.queryLengths ?? null }
  const training = { pixels: trainingPixels, lengths: lengths?.trainingLengths ?? null }
  if (!basis) return new PixelSpace(tf, features, queries, training)
  const lengthsOf = (bytes: Uint8Array) => squaredLengths(bytes, features).map(Math.sqrt)
  return new ProjectedSpace(
    tf,
    features,
    basis,
    queries,
    training,
    queries.lengths ?? lengthsOf(pixels),
    training.lengths ?? lengthsOf(trainingPixels),
  )
}
