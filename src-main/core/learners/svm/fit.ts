import { WorkbenchError } from '#contract/problem'
import type { Tensors } from '../../native/tensorflow'
import type { LearningImages, Work } from '../types'
import { assembleModel } from './assemble'
import { plattFolds } from './calibrate-pair'
import { classRange, samplesByClass, type ClassSamples } from './class-samples'
import { KernelRows } from './kernel-rows'
import { planMemory } from './memory-plan'
import type { FittedSvm } from './model'
import { checkKernelValues, type SvmSettings } from './settings'
import { solvePairs } from './solve-pairs'
import { WorkingSet } from './working-set'

/**
 * @throws WorkbenchError as `checkKernelValues`; `svm.memory` where these images are too much,
 * `svm.tooFewForPlatt` where they are too few
 */
export function checkFit(images: LearningImages, settings: SvmSettings): void {
  checkKernelValues(images, settings.kernel)
  const samples = samplesByClass(images)
  planMemory(samples, settings.memoryLimit)
  if (settings.platt) checkPlatt(samples)
}

/** Each fold that is held out needs an image of each class, or its sigmoid says nothing. */
function checkPlatt(samples: ClassSamples): void {
  for (const [index, label] of samples.labels.entries()) {
    const [, count] = classRange(samples, index)
    if (count >= plattFolds) continue
    throw new WorkbenchError(
      'svm.tooFewForPlatt',
      `Probabilities need at least ${plattFolds} training images of each class; of class ${label} there are ${count}.`,
      { least: plattFolds, label, count },
    )
  }
}

/**
 * Fits a support vector machine for classification (C-SVC, Cortes and Vapnik 1995), one against
 * one: a machine for each pair of classes, each solved to LIBSVM's tolerance.
 * @throws WorkbenchError `svm.memory`, before work starts; the signal's reason where it is aborted
 */
export async function fitSvm(
  tf: Tensors,
  images: LearningImages,
  settings: SvmSettings,
  work: Work,
): Promise<FittedSvm> {
  const samples = samplesByClass(images)
  const plan = planMemory(samples, settings.memoryLimit)
  const rows = new KernelRows(tf, samples, settings.kernel, plan.segments)
  const set = new WorkingSet(plan.capacity, plan.largestPair)
  try {
    const solved = await solvePairs({ rows, set, ...settings }, settings, work)
    return assembleModel(samples, settings.kernel, solved)
  } finally {
    rows.dispose()
  }
}
