import { WorkbenchError } from '#contract/problem'
import type { LearningImages } from '../types'
import type { Kernel } from './kernel'

export interface SvmSettings {
  kernel: Kernel
  /** LIBSVM's C: how dear a sample on the wrong side of its margin is. */
  cost: number
  /** LIBSVM's epsilon: how far the gradients may be from the optimum's order. */
  tolerance: number
  /** Whether probabilities are fitted to held-out decisions, which takes five more fits. */
  platt: boolean
  /** Deals the samples to the folds of `platt`. */
  seed: number
  /** Bytes for kernel values; the images themselves take 4 bytes a pixel beside it. */
  memoryLimit: number
}

/** Above it, products of float32 kernel values with coefficients leave the range of floats. */
const largestKernelValue = 1e30
/** Below it, even of the brightest image, those of the others leave it at its lower end. */
const smallestKernelValue = 1e-30
/** Of the offset: below it, what images add to it is lost among its last digits. Measured on MNIST. */
const smallestShareOfOffset = 1e-4

/**
 * Whether float32 can hold a kernel's values of these images, and what tells them apart.
 * @throws WorkbenchError `svm.kernelTooLarge`, `svm.kernelTooSmall` or `svm.kernelTooEven`
 */
export function checkKernelValues(images: LearningImages, kernel: Kernel): void {
  if (kernel.kind !== 'polynomial') return
  const { gamma, degree, offset } = kernel
  const product = gamma * largestSquare(images)
  const largest = (product + offset) ** degree
  if (largest >= largestKernelValue)
    throw new WorkbenchError(
      'svm.kernelTooLarge',
      'The polynomial kernel’s values grow too large to compute with: choose a smaller degree, gamma or offset.',
      { degree, gamma },
    )
  if (largest < smallestKernelValue)
    throw new WorkbenchError(
      'svm.kernelTooSmall',
      'The polynomial kernel’s values grow too small to compute with: choose a smaller degree, or a larger gamma or offset.',
      { degree, gamma },
    )
  if (product < offset * smallestShareOfOffset)
    throw new WorkbenchError(
      'svm.kernelTooEven',
      'The polynomial kernel’s values of all images are too nearly the same to compute with: choose a larger gamma or a smaller offset.',
      { gamma, offset },
    )
}

/** Of the images as the kernel sees them, pixels 0…1: no product of two is larger. */
function largestSquare({ pixels, features, count }: LearningImages): number {
  let largest = 0
  for (let image = 0; image < count; image += 1) {
    let square = 0
    for (let index = image * features; index < (image + 1) * features; index += 1)
      square += (pixels[index] as number) ** 2
    largest = Math.max(largest, square)
  }
  return largest / 255 ** 2
}
