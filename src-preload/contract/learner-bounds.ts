import type { Learner } from './learner'

/** Of the images that a learner is to be fitted to. */
export interface LearningSize {
  /** Training images. */
  images: number
  /** Of one image. */
  pixels: number
}

/** The parameters that images limit, each with the most that these allow. */
export function mostWith(learner: Learner, { images, pixels }: LearningSize): Map<string, number> {
  switch (learner.type) {
    case 'knn':
      return new Map([['k', images]])
    case 'pcaKnn':
      return new Map([
        ['k', images],
        ['components', Math.min(images, pixels)],
      ])
    default:
      return new Map()
  }
}
