import type { LearnerOf } from '#contract/learner'
import { answerOfScores } from './log-probabilities'
import { classShares } from './majority'
import { Pace } from './pace'
import { arrayIn } from './stored-arrays'
import type { FittedLearner, LearnerKind, LearningImages, Work } from './types'

/** Images between two looks at the clock. */
const piece = 500

/**
 * Gaussian naive Bayes: every pixel of a class is normal and independent of the others. A share of
 * the largest variance is added to each, so that pixels that never change do not decide alone.
 */
export const naiveBayes: LearnerKind<LearnerOf<'naiveBayes'>> = {
  async fit(_tf, { smoothing }, images, work) {
    const { means, variances } = await moments(images, work)
    const added = smoothing * largestVariance(images)
    return fitted(
      classShares(images),
      means,
      variances.map((each) => each + added),
    )
  },
  restore: (_tf, _settings, arrays) =>
    fitted(
      arrayIn(arrays, 'shares', 'float64'),
      arrayIn(arrays, 'means', 'float64'),
      arrayIn(arrays, 'variances', 'float64'),
    ),
}

/** Mean and variance of each pixel in each class, [classes × features], pixels in 0…1. */
async function moments({ pixels, labels, count, features, classes }: LearningImages, work: Work) {
  const sums = new Float64Array(classes * features)
  const squares = new Float64Array(classes * features)
  const counts = new Float64Array(classes)
  const pace = new Pace(work)
  for (let image = 0; image < count; image += 1) {
    const label = labels[image] ?? 0
    counts[label] = (counts[label] ?? 0) + 1
    for (let pixel = 0; pixel < features; pixel += 1) {
      const value = (pixels[image * features + pixel] ?? 0) / 255
      const place = label * features + pixel
      sums[place] = (sums[place] ?? 0) + value
      squares[place] = (squares[place] ?? 0) + value * value
    }
    if (image % piece === 0) await pace.breathe(image / count)
  }
  const ofClass = (place: number) => Math.max(1, counts[Math.floor(place / features)] ?? 0)
  const means = sums.map((sum, place) => sum / ofClass(place))
  const variances = squares.map((sum, place) =>
    Math.max(0, sum / ofClass(place) - (means[place] ?? 0) ** 2),
  )
  return { means, variances }
}

/**
 * Over all images, whatever their class. Sums of bytes are exact, so that a pixel that never changes
 * has none at all.
 */
function largestVariance({ pixels, count, features }: LearningImages): number {
  let largest = 0
  for (let pixel = 0; pixel < features; pixel += 1) {
    let sum = 0
    let squares = 0
    for (let place = pixel; place < pixels.length; place += features) {
      const byte = pixels[place] ?? 0
      sum += byte
      squares += byte * byte
    }
    largest = Math.max(largest, (squares * count - sum * sum) / (count * 255) ** 2)
  }
  // Images that are all alike leave nothing to tell them by; any positive number will do.
  return largest || 1
}

/**
 * What of a class's logarithm no image changes: that of its share, and −½ Σ log 2πσ².
 * @param variances [classes × features]
 * @returns [classes]
 */
export function imageless(shares: Float64Array, variances: Float64Array): Float64Array {
  const features = variances.length / shares.length
  return shares.map((share, label) => {
    const part = variances.subarray(label * features, (label + 1) * features)
    return Math.log(share) - part.reduce((sum, each) => sum + Math.log(2 * Math.PI * each) / 2, 0)
  })
}

function fitted(shares: Float64Array, means: Float64Array, variances: Float64Array): FittedLearner {
  const classes = shares.length
  const features = means.length / classes
  const constants = imageless(shares, variances)
  return {
    parameters: shares.length + means.length + variances.length,
    async answer(pixels, count, work) {
      const scores = new Float64Array(count * classes)
      const pace = new Pace(work)
      for (let image = 0; image < count; image += 1) {
        for (let label = 0; label < classes; label += 1) {
          let sum = 0
          for (let pixel = 0; pixel < features; pixel += 1) {
            const place = label * features + pixel
            const apart = (pixels[image * features + pixel] ?? 0) / 255 - (means[place] ?? 0)
            sum += (apart * apart) / (variances[place] ?? 1)
          }
          scores[image * classes + label] = (constants[label] ?? 0) - sum / 2
        }
        if (image % piece === 0) await pace.breathe(image / count)
      }
      await pace.breathe(1)
      return answerOfScores(scores, count, classes)
    },
    store: () => ({ shares, means, variances }),
  }
}
