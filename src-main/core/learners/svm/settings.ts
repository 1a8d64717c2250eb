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

/** @throws WorkbenchError `svm.kernelTooLarge` where floats cannot hold a kernel's values of these images */
export function checkKernelValues(images: LearningImages, kernel: Kernel): void {
  if (kernel.kind !== 'polynomial') return
  const largest = (kernel.gamma * largestSquare(images) + kernel.offset) ** kernel.degree
  if (largest >= largestKernelValue)
    throw new WorkbenchError(
      'svm.kernelTooLarge',
      'The polynomial kernel’s values grow too large to compute with: choose a smaller degree, gamma or offset.',
      { degree: kernel.degree, gamma: kernel.gamma },
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
