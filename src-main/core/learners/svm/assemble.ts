import { classRange, type ClassSamples } from './class-samples'
import type { Kernel } from './kernel'
import { coefficientRow, type FittedSvm } from './model'
import type { PairSolution } from './pair-solution'
import type { Sigmoid } from './sigmoid'

export interface SolvedPair {
  solution: PairSolution
  /** Null without Platt scaling. */
  sigmoid: Sigmoid | null
}

/** Joins the pairs' support vectors: one that serves several pairs is kept once. */
export function assembleModel(
  samples: ClassSamples,
  kernel: Kernel,
  solved: readonly SolvedPair[],
): FittedSvm {
  const { images, labels, order } = samples
  const { features, classes, pixels } = images
  const column = numberSupports(order.length, solved)
  const support = Int32Array.from(column.keys()).filter((sample) => column[sample] !== -1)
  const supportImages = support.map((sample) => order[sample] as number)
  const supportVectors = new Uint8Array(support.length * features)
  supportImages.forEach((image, index) => {
    const from = image * features
    supportVectors.set(pixels.subarray(from, from + features), index * features)
  })
  const supportCounts = Int32Array.from(labels, (_, index) => {
    const [start, size] = classRange(samples, index)
    return support.filter((sample) => sample >= start && sample < start + size).length
  })
  const coefficients = new Float32Array((labels.length - 1) * support.length)
  for (const { solution } of solved) {
    const { first, second } = solution
    const [secondStart] = classRange(samples, second)
    solution.samples.forEach((sample, index) => {
      const row =
        sample < secondStart ? coefficientRow(first, second) : coefficientRow(second, first)
      const at = row * support.length + (column[sample] as number)
      coefficients[at] = solution.coefficients[index] as number
    })
  }
  const sigmoids = solved.flatMap(({ sigmoid }) => sigmoid ?? [])
  return {
    kernel,
    features,
    classes,
    labels,
    supportVectors,
    supportImages,
    supportCounts,
    coefficients,
    intercepts: Float64Array.from(solved, ({ solution }) => solution.intercept),
    gap: Math.max(...solved.map(({ solution }) => solution.gap)),
    platt:
      sigmoids.length > 0
        ? {
            a: Float64Array.from(sigmoids, ({ a }) => a),
            b: Float64Array.from(sigmoids, ({ b }) => b),
          }
        : null,
  }
}

/** [samples] the number of each among the support vectors of all pairs, or −1. */
function numberSupports(count: number, solved: readonly SolvedPair[]): Int32Array {
  const column = new Int32Array(count).fill(-1)
  for (const { solution } of solved) for (const sample of solution.samples) column[sample] = 0
  let next = 0
  column.forEach((value, sample) => {
    if (value === -1) return
    column[sample] = next
    next += 1
  })
  return column
}
