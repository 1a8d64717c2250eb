import type { LearnerOf } from '#contract/learner'
import {
  fitForest,
  permutationImportance,
  predictForest,
  type Forest,
  type ForestSettings,
} from './forest'
import { arrayIn } from './stored-arrays'
import type { FittedLearner, LearnerKind, StoredArrays } from './types'

/** Trees on bootstrapped images, grown until their leaves are pure or as small as is allowed. */
export const randomForest: LearnerKind<LearnerOf<'randomForest'>> = {
  async fit(_tf, learner, images, work) {
    const { forest, outOfBag, importance } = await fitForest(images, settingsOf(learner), work)
    return fitted(forest, learner.seed, {
      importance: Float32Array.from(importance.overall),
      ink: Float32Array.from(importance.ink),
      outOfBag: Float64Array.of(outOfBag?.score ?? Number.NaN),
    })
  },
  restore: (_tf, learner, arrays) => fitted(storedForest(learner, arrays), learner.seed, arrays),
}

export function settingsOf(learner: LearnerOf<'randomForest'>): ForestSettings {
  const { trees, maxDepth, minSamplesLeaf, pixelsPerSplit, seed } = learner
  return { trees, maxDepth, minSamplesLeaf, pixelsPerSplit, bootstrap: true, seed }
}

/** @throws Error where the arrays are not those of such a learner */
export function storedForest({ seed }: LearnerOf<'randomForest'>, arrays: StoredArrays): Forest {
  const [features = 0, classes = 0, images = 0] = arrayIn(arrays, 'sizes', 'int32')
  return {
    features,
    classes,
    starts: arrayIn(arrays, 'starts', 'uint32'),
    feature: arrayIn(arrays, 'feature', 'uint16'),
    threshold: arrayIn(arrays, 'threshold', 'uint8'),
    right: arrayIn(arrays, 'right', 'uint32'),
    shares: arrayIn(arrays, 'shares', 'float32'),
    bags: { seed, images },
  }
}

/** @param told what growing found out beside the trees */
function fitted(forest: Forest, seed: number, told: StoredArrays): FittedLearner {
  const { features, classes, starts, feature, threshold, right, shares, bags } = forest
  const [outOfBag = Number.NaN] = arrayIn(told, 'outOfBag', 'float64')
  return {
    parameters: feature.length + threshold.length + right.length + shares.length,
    // Few images and one tree may leave none outside of its bag.
    findings: { outOfBagAccuracy: Number.isNaN(outOfBag) ? null : outOfBag },
    answer: (pixels, count, work) => predictForest(forest, { count, features, pixels }, work),
    pixelImportance: async (images, work) => {
      const settings = { repeats: 1, seed, outOfBag: true }
      const measured = await permutationImportance(forest, images, settings, work)
      return {
        images: measured.images,
        overall: Float32Array.from(measured.overall),
        perClass: Float32Array.from(measured.perClass),
      }
    },
    store: () => ({
      ...told,
      sizes: Int32Array.of(features, classes, bags?.images ?? 0),
      starts,
      feature,
      threshold,
      right,
      shares,
    }),
  }
}
