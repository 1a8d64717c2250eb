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
    const sums = await sumsByClass(images, work)
    const { means, variances } = moments(sums, images)
    const added = smoothing * largestVariance(sums, images)
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

/** Of the bytes of each pixel in each class, [classes × features]; whole numbers, so they are exact. */
interface ByteSums {
  sums: Float64Array
  squares: Float64Array
}

async function sumsByClass(
  { pixels, labels, count, features, classes }: LearningImages,
  work: Work,
): Promise<ByteSums> {
  const sums = new Float64Array(classes * features)
  const squares = new Float64Array(classes * features)
  const pace = new Pace(work)
  for (let image = 0; image < count; image += 1) {
    if (image % piece === 0) await pace.breathe(image / count)
    const from = image * features
    const to = (labels[image] ?? 0) * features
    for (let pixel = 0; pixel < features; pixel += 1) {
      const byte = pixels[from + pixel] ?? 0
      sums[to + pixel] = (sums[to + pixel] ?? 0) + byte
      squares[to + pixel] = (squares[to + pixel] ?? 0) + byte * byte
    }
  }
  await pace.breathe(1)
  return { sums, squares }
}

/** Mean and variance of each pixel in each class, [classes × features], pixels in 0…1. */
function moments(
  { sums, squares }: ByteSums,
  { labels, features, classes }: Pick<LearningImages, 'labels' | 'features' | 'classes'>,
) {
  const counts = new Float64Array(classes)
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  const ofClass = (place: number) => Math.max(1, counts[Math.floor(place / features)] ?? 0)
  const means = sums.map((sum, place) => sum / ofClass(place) / 255)
  const variances = sums.map((sum, place) => varianceOf(sum, squares[place] ?? 0, ofClass(place)))
  return { means, variances }
}

/** Over all images, whatever their class. */
function largestVariance(
  { sums, squares }: ByteSums,
  { count, features }: Pick<LearningImages, 'count' | 'features'>,
): number {
  let largest = 0
  for (let pixel = 0; pixel < features; pixel += 1) {
    let sum = 0
    let square = 0
    for (let place = pixel; place < sums.length; place += features) {
      sum += sums[place] ?? 0
      square += squares[place] ?? 0
    }
    largest = Math.max(largest, varianceOf(sum, square, count))
  }
  // Images that are all alike leave nothing to tell them by; any positive number will do.
  return largest || 1
}

/** Of so many bytes taken as 0…1: from whole numbers, so that bytes all alike have none. */
const varianceOf = (sum: number, squares: number, count: number) =>
  (squares * count - sum * sum) / (count * 255) ** 2

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
