import type { Tensor2D } from '@tensorflow/tfjs'
import type { LearnerOf } from '#contract/learner'
import type { Tensors } from '../native/tensorflow'
import { imageRows } from './image-rows'
import { minimize, type Slope } from './lbfgs'
import { answerOfScores } from './log-probabilities'
import { countedWork, Pace } from './pace'
import { arrayIn } from './stored-arrays'
import type { FittedLearner, LearnerKind, LearningImages } from './types'

/** Of the gradient's largest part, where more steps hardly change a prediction; scikit-learn's. */
const tolerance = 1e-4
/** Images whose scores are computed at once. */
const batch = 2_000

/**
 * Multinomial logistic regression: the network without a hidden layer. Convex, so it is fitted to
 * its one minimum by L-BFGS over all images at once, with nothing drawn at random.
 */
export const softmaxRegression: LearnerKind<LearnerOf<'softmaxRegression'>> = {
  async fit(tf, { l2, iterations }, images, work) {
    const { features, classes } = images
    const start = new Float64Array((features + 1) * classes)
    const pace = new Pace(countedWork(work, 'iterations', iterations))
    await pace.breathe()
    const objective = new Objective(tf, images, l2)
    try {
      // A slope of 60,000 images takes a tenth of a second, and a step may try several.
      const slopeAt = async (point: Float64Array) => {
        await pace.breathe()
        return objective.slopeAt(point)
      }
      const onIteration = (done: number) => pace.breathe(done / iterations)
      const descent = { iterations, tolerance, onIteration }
      const { point, ...findings } = await minimize(slopeAt, start, descent)
      return { ...fitted(tf, Float32Array.from(point), classes), findings }
    } finally {
      objective.dispose()
    }
  },
  restore: (tf, _settings, arrays) =>
    fitted(tf, arrayIn(arrays, 'weights', 'float32'), arrayIn(arrays, 'classes', 'int32')[0] ?? 0),
}

/** Mean cross-entropy with the penalty; weights are [features + 1, classes], the last row biases. */
class Objective {
  private readonly images: Tensor2D
  private readonly targets: Tensor2D

  constructor(
    private readonly tf: Tensors,
    private readonly data: LearningImages,
    private readonly l2: number,
  ) {
    const { pixels, labels, features, classes } = data
    this.images = scaledImages(tf, pixels, features)
    this.targets = tf.tidy(() => oneHot(tf, labels, classes))
  }

  slopeAt(point: Float64Array): Slope {
    const { tf, images, targets, data, l2 } = this
    const { features, classes, count } = data
    const kernel = features * classes
    const [losses, ofKernel, ofBias] = tf.tidy(() => {
      const logSoftmax = tf.logSoftmax(scores(tf, images, Float32Array.from(point), classes))
      const loss = tf.neg(tf.sum(tf.mul(logSoftmax, targets), 1))
      const wrong = tf.div(tf.sub(tf.exp(logSoftmax), targets), count)
      // In this order the large matrix is read along its rows.
      const slope = tf.matMul(wrong, images, true, false).transpose()
      return [loss, slope, tf.sum(wrong, 0)].map((each) => each.dataSync<'float32'>())
    }) as [Float32Array, Float32Array, Float32Array]
    // Summed in double precision: near the minimum a step gains less than float32 can tell.
    let value = losses.reduce((sum, loss) => sum + loss, 0) / count
    const gradient = new Float64Array(point.length)
    gradient.set(ofKernel)
    gradient.set(ofBias, kernel)
    for (let i = 0; i < kernel; i += 1) {
      const weight = point[i] ?? 0
      value += (l2 / 2) * weight * weight
      gradient[i] = (gradient[i] ?? 0) + l2 * weight
    }
    return { value, gradient }
  }

  dispose(): void {
    this.images.dispose()
    this.targets.dispose()
  }
}

function oneHot(tf: Tensors, labels: Uint8Array, classes: number): Tensor2D {
  return tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), classes).toFloat() as Tensor2D
}

/** @returns [count, features], pixels in 0…1 */
function scaledImages(tf: Tensors, pixels: Uint8Array, features: number): Tensor2D {
  return tf.tidy(() => tf.div(imageRows(tf, pixels, features), 255))
}

/** @param weights the kernel's rows, then the biases; @returns [count, classes] */
function scores(tf: Tensors, images: Tensor2D, weights: Float32Array, classes: number): Tensor2D {
  const kernel = tf.tensor2d(weights.subarray(0, weights.length - classes), [
    images.shape[1],
    classes,
  ])
  return tf.add(tf.matMul(images, kernel), tf.tensor1d(weights.subarray(weights.length - classes)))
}

function fitted(tf: Tensors, weights: Float32Array, classes: number): FittedLearner {
  const features = weights.length / classes - 1
  return {
    parameters: weights.length,
    async answer(pixels, count, work) {
      const all = new Float32Array(count * classes)
      const pace = new Pace(work)
      for (let start = 0; start < count; start += batch) {
        const part = Math.min(batch, count - start)
        const bytes = pixels.subarray(start * features, (start + part) * features)
        const logits = tf.tidy(() => {
          const images = scaledImages(tf, bytes, features)
          return scores(tf, images, weights, classes).dataSync<'float32'>()
        })
        all.set(logits, start * classes)
        await pace.breathe((start + part) / count)
      }
      return answerOfScores(all, count, classes)
    },
    store: () => ({ weights, classes: Int32Array.of(classes) }),
  }
}
