import { concatenate, deriveSeed, groupByClass, Random, shares, shuffle } from '../../dataset'
import { takeImages } from '../take-images'
import type { LearningImages } from '../types'
import { classRange, type ClassSamples } from './class-samples'

/** @returns [samples] each one's fold; the samples of every class are dealt evenly */
export function dealFolds(samples: ClassSamples, folds: number, seed: number): Uint8Array {
  const random = new Random(deriveSeed(seed, 'svm folds'))
  const dealt = new Uint8Array(samples.order.length)
  for (let index = 0; index < samples.labels.length; index += 1) {
    const [start, size] = classRange(samples, index)
    const range = Uint32Array.from({ length: size }, (_, place) => start + place)
    shuffle(range, random).forEach((sample, place) => {
      dealt[sample] = place % folds
    })
  }
  return dealt
}

/**
 * So many of the images: one of each class there is, and of the rest each class by its share. But for
 * an image here and there, those of a smaller count are among those of a larger one.
 * @param count at least one for each class
 */
export function stratifiedSubset(
  images: LearningImages,
  count: number,
  seed: number,
): LearningImages {
  const random = new Random(deriveSeed(seed, 'svm subset'))
  const groups = groupByClass(images.labels, images.classes).filter(({ length }) => length > 0)
  for (const positions of groups) shuffle(positions, random)
  const rest = groups.map((positions) => positions.subarray(1))
  const more = shares(rest, count - groups.length)
  const chosen = groups.map((positions, index) => positions.subarray(0, 1 + (more[index] ?? 0)))
  return takeImages(images, concatenate(chosen))
}
