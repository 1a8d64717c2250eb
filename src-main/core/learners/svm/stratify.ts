import { deriveSeed, Random, shuffle } from '../../dataset'
import { takeImages } from '../take-images'
import type { LearningImages } from '../types'
import { classRange, groupByClass, type ClassSamples } from './class-samples'

/** @returns [samples] each one's fold; the samples of every class are dealt evenly */
export function dealFolds(samples: ClassSamples, folds: number, seed: number): Uint8Array {
  const random = new Random(deriveSeed(seed, 'svm folds'))
  const dealt = new Uint8Array(samples.order.length)
  for (let index = 0; index < samples.labels.length; index += 1) {
    const [start, size] = classRange(samples, index)
    shuffledRange(start, size, random).forEach((sample, place) => {
      dealt[sample] = place % folds
    })
  }
  return dealt
}

/**
 * Some of the images, each class by its share but with one at least. The images of a smaller
 * count are among those of a larger one.
 */
export function stratifiedSubset(
  images: LearningImages,
  count: number,
  seed: number,
): LearningImages {
  const samples = groupByClass(images)
  const random = new Random(deriveSeed(seed, 'svm subset'))
  const chosen = Array.from(samples.labels, (_, index) => {
    const [start, size] = classRange(samples, index)
    const share = Math.max(1, Math.round((size * count) / images.count))
    const few = shuffledRange(start, size, random).subarray(0, share)
    return Array.from(few, (sample) => samples.order[sample] as number)
  }).flat()
  return takeImages(images, chosen)
}

function shuffledRange(start: number, size: number, random: Random): Uint32Array {
  return shuffle(
    Uint32Array.from({ length: size }, (_, index) => start + index),
    random,
  )
}
