import type { FitFigures } from '#contract/fit'
import type { PixelImportance } from '#contract/pixel-importance'
import type { WorkCount } from '#contract/work-count'
import type { Tensors } from '../native/tensorflow'
import type { StoredArrays } from './stored-arrays'

export type { StoredArrays } from './stored-arrays'

/** Images that a classical learner is fitted to, one after another as they came from the source. */
export interface LearningImages {
  count: number
  /** Pixels of one image. */
  features: number
  classes: number
  /** [count × features], bytes 0…255; learners see them divided by 255 */
  pixels: Uint8Array
  /** [count], 0 … classes − 1 */
  labels: Uint8Array
}

/** How work that takes longer than a moment is followed and ended. */
export interface Work {
  /** Checked between pieces of work: an aborted signal ends the work by its reason. */
  signal: AbortSignal
  /**
   * May be called often: who listens passes on what is worth it.
   * @param share of the whole work that is done, 0 … 1
   * @param counted the same by pieces, where it goes by such
   */
  report(share: number, counted?: WorkCount): void
  /** Threads that it may start beside TensorFlow's; one a core where nothing is said. */
  threads?: number | null
}

/** What a learner says of some images. */
export interface LearnerAnswer {
  /** [images] */
  predicted: Uint8Array<ArrayBuffer>
  /** [images × classes]; each row sums to 1 */
  probabilities: Float32Array<ArrayBuffer>
}

/** The training images that voted on one image, nearest first. */
export interface Voters {
  /** [k], among the images that were learned from */
  indices: Int32Array<ArrayBuffer>
  /** [k] */
  labels: Uint8Array<ArrayBuffer>
  /** [k]; see `Neighbours` of knn */
  distances: Float64Array<ArrayBuffer>
  /** [k], each one's part of the whole vote; they sum to 1 */
  shares: Float64Array<ArrayBuffer>
  /** [classes], what the votes for each class come to */
  probabilities: Float32Array<ArrayBuffer>
  predicted: number
}

/** A learner that knows its images. */
export interface FittedLearner {
  /** Numbers that it keeps. */
  parameters: number
  /** What fitting it found out. */
  findings?: Partial<Omit<FitFigures, 'fitSeconds' | 'predictSeconds'>>
  /** @param pixels [count × features], bytes */
  answer(pixels: Uint8Array, count: number, work: Work): Promise<LearnerAnswer>
  /**
   * Of learners that let training images vote: those that voted on an image.
   * @param image [features], bytes
   */
  voters?(image: Uint8Array, work: Work): Promise<Voters>
  /**
   * Of the same: the share of right answers with 1, 2 … neighbours, from one search.
   * @param pixels [images × features], bytes
   * @param truth [images]
   * @param most neighbours; fewer where fewer images were learned from
   * @returns [most], the first for one neighbour
   */
  accuracyByNeighbours?(
    pixels: Uint8Array,
    truth: Uint8Array,
    most: number,
    work: Work,
  ): Promise<Float64Array<ArrayBuffer>>
  /**
   * Of forests: how much each pixel is needed, each image judged by trees that did not see it.
   * @param images those that it learned from, in their order
   */
  pixelImportance?(images: LearningImages, work: Work): Promise<PixelImportance>
  /** Gives back what it keeps between answers; it can be asked again afterwards. */
  dispose?(): void
  /** What `restore` of its kind makes it from again. */
  store(): StoredArrays
}

/** How learners of one kind come to be. */
export interface LearnerKind<Settings> {
  /**
   * Where settings and images may not go together.
   * @throws WorkbenchError
   */
  check?(settings: Settings, images: LearningImages): void
  /** Settings and images have been checked. */
  fit(tf: Tensors, settings: Settings, images: LearningImages, work: Work): Promise<FittedLearner>
  /** @throws Error where the arrays are not those of such a learner */
  restore(tf: Tensors, settings: Settings, arrays: StoredArrays): FittedLearner
}
