import type { LearnerOf } from '#contract/learner'
import type { Tensors } from '../native/tensorflow'
import { bytesIn, doublesIn, floatsIn, numbersIn } from './stored-arrays'
import {
  checkFit,
  fitSvm,
  SvmPredictor,
  type FittedSvm,
  type Kernel,
  type SvmSettings,
} from './svm'
import type { FittedLearner, LearnerKind, StoredArrays } from './types'

/** Deals images to the folds of Platt scaling; nothing else of the machine is drawn. */
const foldSeed = 1

/** LIBSVM's. */
export const stoppingTolerance = 1e-3

/** A support vector machine for each pair of classes; the pairs vote. */
export const svm: LearnerKind<LearnerOf<'svm'>> = {
  check: (learner, images) => checkFit(images, settingsOf(learner)),
  async fit(tf, learner, images, work) {
    return fitted(tf, await fitSvm(tf, images, settingsOf(learner), work))
  },
  restore: (tf, learner, arrays) => fitted(tf, storedSvm(learner, arrays)),
}

/** @throws Error where the arrays are not those of such a learner */
export function storedSvm(learner: LearnerOf<'svm'>, arrays: StoredArrays): FittedSvm {
  const [features = 0, classes = 0] = numbersIn(arrays, 'sizes')
  const a = doublesIn(arrays, 'plattA')
  const [gap = 0] = doublesIn(arrays, 'gap')
  return {
    kernel: kernelOf(learner),
    features,
    classes,
    labels: bytesIn(arrays, 'labels'),
    supportVectors: bytesIn(arrays, 'supportVectors'),
    supportImages: numbersIn(arrays, 'supportImages'),
    supportCounts: numbersIn(arrays, 'supportCounts'),
    coefficients: floatsIn(arrays, 'coefficients'),
    intercepts: doublesIn(arrays, 'intercepts'),
    gap,
    platt: a.length > 0 ? { a, b: doublesIn(arrays, 'plattB') } : null,
  }
}

export function settingsOf(learner: LearnerOf<'svm'>): SvmSettings {
  return {
    kernel: kernelOf(learner),
    cost: learner.c,
    tolerance: stoppingTolerance,
    platt: learner.probabilities,
    seed: foldSeed,
    memoryLimit: learner.cacheMegabytes * 2 ** 20,
  }
}

export function kernelOf({ kernel, gamma, degree, offset }: LearnerOf<'svm'>): Kernel {
  if (kernel === 'linear') return { kind: 'linear' }
  return kernel === 'rbf' ? { kind: 'rbf', gamma } : { kind: 'polynomial', gamma, degree, offset }
}

function fitted(tf: Tensors, machine: FittedSvm): FittedLearner {
  const { features, classes, labels, supportVectors, supportImages, supportCounts } = machine
  const { coefficients, intercepts, gap, platt } = machine
  return {
    parameters: supportVectors.length + coefficients.length + intercepts.length,
    findings: { supportVectors: supportImages.length },
    async answer(pixels, count, work) {
      const predictor = new SvmPredictor(tf, machine)
      try {
        return await predictor.predict({ pixels, count, features }, work)
      } finally {
        predictor.dispose()
      }
    },
    store: () => ({
      sizes: Int32Array.of(features, classes),
      labels,
      supportVectors,
      supportImages,
      supportCounts,
      coefficients,
      intercepts,
      gap: Float64Array.of(gap),
      plattA: platt?.a ?? new Float64Array(),
      plattB: platt?.b ?? new Float64Array(),
    }),
  }
}
