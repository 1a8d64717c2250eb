export interface Scores {
  /** Sum of the cross-entropies, not their mean. */
  lossSum: number
  correct: number
  /** Softmax of the logits, [images × classes]. */
  probabilities: Float32Array
  predicted: Uint8Array
}

/**
 * What logits say of labelled images; in double precision, so that the sum over a whole set does
 * not depend on how it was cut into batches.
 * @param logits [images × classes]
 */
export function scoreLogits(logits: Float32Array, labels: Uint8Array, classes: number): Scores {
  const probabilities = new Float32Array(labels.length * classes)
  const predicted = new Uint8Array(labels.length)
  let lossSum = 0
  let correct = 0
  for (const [image, label] of labels.entries()) {
    const row = logits.subarray(image * classes, (image + 1) * classes)
    const { best, highest, sum } = softmax(row, probabilities, image * classes)
    predicted[image] = best
    lossSum += Math.log(sum) + highest - (row[label] ?? 0)
    if (best === label) correct += 1
  }
  return { lossSum, correct, probabilities, predicted }
}

/**
 * Writes the softmax of one image's logits.
 * @param into from `offset` on, as many as the logits
 * @returns the first class of the largest logit, that logit, and the sum of the others' exponentials
 * beside it
 */
export function softmax(
  row: Float32Array | Float64Array,
  into: Float32Array | Float64Array,
  offset: number,
): { best: number; highest: number; sum: number } {
  const best = largest(row)
  const highest = row[best] ?? 0
  let sum = 0
  for (const logit of row) sum += Math.exp(logit - highest)
  for (const [i, logit] of row.entries()) into[offset + i] = Math.exp(logit - highest) / sum
  return { best, highest, sum }
}

/** Position of the first of the largest values. */
export function largest(row: Float32Array | Float64Array): number {
  let best = 0
  for (const [i, value] of row.entries()) if (value > (row[best] ?? 0)) best = i
  return best
}
