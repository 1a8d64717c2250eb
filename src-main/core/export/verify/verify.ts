import { setImmediate } from 'node:timers/promises'
import type { Verification } from '#contract/export'
import { WorkbenchError } from '#contract/problem'
import type { Evaluation } from '#contract/training'
import type { ModelRuntime } from './runtime'

const batchSize = 500
/** Rounding moves a few borderline images of 10,000; more than this means another model. */
const differingShareLimit = 0.01

/**
 * Runs the exported model over the whole test set and compares it with what the run said.
 * @param images all test images in the evaluation's order, bytes.
 * @param onProgress is told the fraction done, 0…1, after each batch.
 * @param signal ends it before the next batch.
 * @throws WorkbenchError `export.testSetDiffers` where images and predictions do not belong
 * together, `export.differs` where the file answers something else than the run did.
 */
export async function verify(
  runtime: ModelRuntime,
  evaluation: Evaluation,
  images: Uint8Array,
  imageBytes: number,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<Verification> {
  const { actual } = evaluation
  const count = actual.length
  const classes = evaluation.classNames.length
  if (images.length !== count * imageBytes)
    throw new WorkbenchError(
      'export.testSetDiffers',
      `The run was tested on ${count} images; the data set now has ${images.length / imageBytes}.`,
      { tested: count, present: images.length / imageBytes },
    )
  const total = new Comparison(evaluation)
  for (let first = 0; first < count; first += batchSize) {
    // Native code may answer without a pause; whoever cancels has to be heard.
    await setImmediate()
    signal?.throwIfAborted()
    const end = Math.min(first + batchSize, count)
    const batch = images.subarray(first * imageBytes, end * imageBytes)
    const answer = await runtime.predict(batch, end - first)
    if (answer.length !== (end - first) * classes) throw differs(count, count)
    total.add(first, answer)
    onProgress(end / count)
  }
  const { differing, maxDifference, correct } = total
  if (differing > count * differingShareLimit || !Number.isFinite(maxDifference))
    throw differs(differing, count)
  const testAccuracy = count > 0 ? correct / count : 0
  return { runtime: runtime.name, images: count, differing, maxDifference, testAccuracy }
}

/** Counts up, batch by batch, how far the file's answers are from the run's. */
class Comparison {
  differing = 0
  maxDifference = 0
  correct = 0

  constructor(private readonly evaluation: Evaluation) {}

  add(firstImage: number, answer: Float32Array) {
    const { actual, predicted, probabilities, classNames } = this.evaluation
    const classes = classNames.length
    const offset = firstImage * classes
    answer.forEach((value, index) => {
      const difference = Math.abs(value - (probabilities[offset + index] ?? NaN))
      // What is not a number is as far off as can be; a plain comparison would pass over it.
      const distance = Number.isNaN(difference) ? Infinity : difference
      if (distance > this.maxDifference) this.maxDifference = distance
    })
    for (let image = 0; image * classes < answer.length; image += 1) {
      const said = largestNumber(answer.subarray(image * classes, (image + 1) * classes))
      if (said !== predicted[firstImage + image]) this.differing += 1
      if (said === actual[firstImage + image]) this.correct += 1
    }
  }
}

/** As `largest` of scores, past what is no number: a file may say anything. -1 where none is one. */
function largestNumber(values: Float32Array): number {
  let best = -1
  values.forEach((value, index) => {
    if (best < 0 ? !Number.isNaN(value) : value > (values[best] ?? 0)) best = index
  })
  return best
}

function differs(differing: number, images: number): WorkbenchError {
  return new WorkbenchError(
    'export.differs',
    `The exported model answers otherwise than the run did for ${differing} of ${images} images; nothing was exported.`,
    { differing, images },
  )
}
