import { concatenate, groupByClass } from '../../dataset'
import type { LearningImages } from '../types'

/** Images class after class, as LIBSVM orders them: a sample is its position in this order. */
export interface ClassSamples {
  images: LearningImages
  /** Classes that have images, ascending; a class is its position in this list from here on. */
  labels: Uint8Array
  /** [samples] which image a sample is */
  order: Uint32Array
  /** [labels + 1] where each class's samples begin, and where the last ends */
  starts: Int32Array
}

export function samplesByClass(images: LearningImages): ClassSamples {
  const groups = groupByClass(images.labels, images.classes)
  const labels = Uint8Array.from(groups.keys()).filter((label) => groups[label]?.length)
  const starts = new Int32Array(labels.length + 1)
  labels.forEach((label, index) => {
    starts[index + 1] = (starts[index] as number) + (groups[label]?.length ?? 0)
  })
  return { images, labels, order: concatenate(groups), starts }
}

/** Start and size of a class. */
export function classRange({ starts }: ClassSamples, index: number): [number, number] {
  const start = starts[index] as number
  return [start, (starts[index + 1] as number) - start]
}

/** All pairs of classes, in LIBSVM's order: 0-1, 0-2 … 1-2, 1-3 … */
export function classPairs(classes: number): [number, number][] {
  const pairs: [number, number][] = []
  eachPair(classes, (first, second) => pairs.push([first, second]))
  return pairs
}

/** The same, without a list. */
export function eachPair(
  classes: number,
  visit: (first: number, second: number, pair: number) => void,
): void {
  let pair = 0
  for (let first = 0; first < classes; first += 1)
    for (let second = first + 1; second < classes; second += 1) {
      visit(first, second, pair)
      pair += 1
    }
}
