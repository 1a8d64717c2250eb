import type { Kernel } from './kernel'

/**
 * A fitted machine, in LIBSVM's layout: plain values and typed arrays, to be kept as they are or
 * written as ai.onnx.ml's SVMClassifier.
 * Pairs are in the order 0-1, 0-2 … 1-2 of `labels`; a pair's decision for an image is
 * Σ coefficient · kernel(support vector, image) + intercept, above 0 for the pair's first class.
 */
export interface FittedSvm {
  kernel: Kernel
  /** Pixels of an image. */
  features: number
  /** Classes of the dataset. */
  classes: number
  /** Classes that had images, ascending; the others are never answered. */
  labels: Uint8Array
  /** [support vectors × features], bytes 0…255 that the kernel sees divided by 255; by class */
  supportVectors: Uint8Array
  /** [support vectors] which training image each is */
  supportImages: Int32Array
  /** [labels] how many support vectors are of each class (ONNX: vectors_per_class) */
  supportCounts: Int32Array
  /**
   * [labels − 1 × support vectors], y·α: a vector of class i has its coefficient of the pair with
   * j in row j − 1 where j is after i, and in row j where it is before
   */
  coefficients: Float32Array
  /** [pairs], LIBSVM's −rho (ONNX: rho, which is added too) */
  intercepts: Float64Array
  /** The largest gap of a pair: above the tolerance where one was given up after LIBSVM's limit. */
  gap: number
  /** Null without Platt scaling. */
  platt: PlattScaling | null
}

/** [pairs] each: an image of the pair is of its first class with 1 / (1 + exp(a·decision + b)). */
export interface PlattScaling {
  a: Float64Array
  b: Float64Array
}

/** Where LIBSVM's layout keeps the coefficients of a pair for vectors of one of its classes. */
export function coefficientRow(ofClass: number, otherClass: number): number {
  return otherClass > ofClass ? otherClass - 1 : otherClass
}

/** Where each class's support vectors begin, and where the last end. */
export function supportStarts({ supportCounts }: Pick<FittedSvm, 'supportCounts'>): Int32Array {
  const starts = new Int32Array(supportCounts.length + 1)
  supportCounts.forEach((count, index) => {
    starts[index + 1] = (starts[index] as number) + count
  })
  return starts
}
