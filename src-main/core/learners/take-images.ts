import { gatherPixels } from '../dataset'
import type { LearningImages } from './types'

/** Copies of the images at these positions, in their order. */
export function takeImages(
  images: LearningImages,
  positions: Uint32Array | readonly number[],
): LearningImages {
  const { features, classes } = images
  const order = Uint32Array.from(positions)
  const pixels = gatherPixels({ images, positions: order }, features)
  const labels = Uint8Array.from(order, (position) => images.labels[position] ?? 0)
  return { count: order.length, features, classes, pixels, labels }
}
