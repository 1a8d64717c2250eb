import type { DatasetChoice } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import { deriveSeed, Random, shuffle } from './random'
import type { Dataset } from './types'

export interface Splits {
  /** Positions in the training file. */
  train: Uint32Array
  /** Positions in the training file, none of them in `train`. */
  validation: Uint32Array
}

/**
 * Takes a validation set out of the training set, each class with its share, and
 * what is asked of the rest. The split depends on `splitSeed` alone.
 * @throws WorkbenchError `dataset.tooSmall` where that leaves nothing to train on
 */
export function splitDataset(dataset: Dataset, choice: DatasetChoice): Splits {
  const { labels, count } = dataset.train
  if (choice.validationCount >= count)
    throw new WorkbenchError(
      'dataset.tooSmall',
      `Validation wants ${choice.validationCount} of ${count} images; none would be left for training.`,
      { validation: choice.validationCount, count },
    )
  const random = new Random(deriveSeed(choice.splitSeed, 'split'))
  const byClass = groupByClass(labels, dataset.classNames.length)
  for (const positions of byClass) shuffle(positions, random)
  const held = shares(byClass, choice.validationCount)
  const rest = byClass.map((positions, i) => positions.subarray(held[i]))
  const restCount = count - choice.validationCount
  const kept = shares(rest, Math.min(choice.trainLimit ?? restCount, restCount))
  return {
    validation: concatenate(byClass.map((positions, i) => positions.subarray(0, held[i]))).sort(),
    train: concatenate(rest.map((positions, i) => positions.subarray(0, kept[i]))).sort(),
  }
}

/** @returns for each class the positions of its images, in rising order */
export function groupByClass(labels: Uint8Array, classes: number): Uint32Array[] {
  const groups = Array.from({ length: classes }, () => [] as number[])
  for (const [position, label] of labels.entries()) groups[label]?.push(position)
  return groups.map((positions) => Uint32Array.from(positions))
}

/** Splits `total` over the groups in proportion to their sizes, by largest remainder. */
export function shares(groups: readonly Uint32Array[], total: number): number[] {
  const all = groups.reduce((sum, { length }) => sum + length, 0)
  const exact = groups.map(({ length }) => (length * total) / Math.max(1, all))
  const whole = exact.map(Math.floor)
  const byRemainder = exact
    .map((share, i) => ({ i, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  let missing = total - whole.reduce((sum, share) => sum + share, 0)
  for (const { i } of byRemainder) {
    if (missing <= 0) break
    whole[i] = (whole[i] ?? 0) + 1
    missing -= 1
  }
  return whole
}

export function concatenate(parts: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
