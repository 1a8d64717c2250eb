import type { LearnerOf } from '#contract/learner'
import type { Tensors } from '../native/tensorflow'
import { arrayIn } from './stored-arrays'
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
  const [features = 0, classes = 0] = arrayIn(arrays, 'sizes', 'int32')
  const a = arrayIn(arrays, 'plattA', 'float64')
  const [gap = 0] = arrayIn(arrays, 'gap', 'float64')
  return {
    kernel: kernelOf(learner),
    features,
    classes,
    labels: arrayIn(arrays, 'labels', 'uint8'),
    supportVectors: arrayIn(arrays, 'supportVectors', 'uint8'),
    supportImages: arrayIn(arrays, 'supportImages', 'int32'),
    supportCounts: arrayIn(arrays, 'supportCounts', 'int32'),
    coefficients: arrayIn(arrays, 'coefficients', 'float32'),
    intercepts: arrayIn(arrays, 'intercepts', 'float64'),
    gap,
    platt: a.length > 0 ? { a, b: arrayIn(arrays, 'plattB', 'float64') } : null,
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
  // Kept, since making it ready takes as long as many answers.
  let predictor: SvmPredictor | null = null
  return {
    parameters: supportVectors.length + coefficients.length + intercepts.length,
    findings: { supportVectors: supportImages.length, converged: gap <= stoppingTolerance },
    answer(pixels, count, work) {
      predictor ??= new SvmPredictor(tf, machine)
      return predictor.predict({ pixels, count, features }, work)
    },
    dispose() {
      predictor?.dispose()
      predictor = null
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
