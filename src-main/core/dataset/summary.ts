import { mnistNormalization, type DatasetSummary } from '#contract/dataset'
import { defaultSplit } from './samples'
import { imageBytes, type Dataset, type LabelledImages } from './types'

const cache = new WeakMap<Dataset, DatasetSummary>()

/**
 * What the window shows of a data set. Split sizes are those of the default experiment; means are
 * taken over all images that the source gives for training. One pass, some 100 ms for MNIST, once.
 */
export function summarizeDataset(dataset: Dataset): DatasetSummary {
  const known = cache.get(dataset)
  if (known) return known
  const summary = summarize(dataset)
  cache.set(dataset, summary)
  return summary
}

function summarize(dataset: Dataset): DatasetSummary {
  const { id, name, description, source, sha256, classNames, imageShape, train } = dataset
  const classes = classNames.length
  const counts = countClasses(train, Uint32Array.from(train.labels.keys()), classes)
  const { sums, histogram } = scan(train, imageBytes(dataset), classes)
  const total = sums.reduce((all, each) => all.map((sum, i) => sum + (each[i] ?? 0)))
  return {
    id,
    name,
    description,
    source,
    sha256,
    classNames,
    imageShape,
    splits: (['train', 'validation', 'test'] as const).map((split) => {
      const { images, positions } = defaultSplit(dataset, split)
      return { split, count: positions.length, perClass: countClasses(images, positions, classes) }
    }),
    normalization: { ...mnistNormalization },
    measured: measure(histogram),
    meanImage: mean(total, train.count),
    meanImagePerClass: Uint8Array.from(
      sums.flatMap((sum, classIndex) => [...mean(sum, counts[classIndex] ?? 0)]),
    ),
  }
}

function countClasses({ labels }: LabelledImages, positions: Uint32Array, classes: number) {
  const counts = new Array<number>(classes).fill(0)
  for (const position of positions) {
    const label = labels[position] ?? 0
    counts[label] = (counts[label] ?? 0) + 1
  }
  return counts
}

/** Sums of each pixel by class, and how often each byte occurs. */
function scan({ count, pixels, labels }: LabelledImages, size: number, classes: number) {
  const sums = Array.from({ length: classes }, () => new Float64Array(size))
  const histogram = new Float64Array(256)
  for (let image = 0; image < count; image += 1) {
    const sum = sums[labels[image] ?? 0]
    if (!sum) continue
    const start = image * size
    for (let i = 0; i < size; i += 1) {
      const byte = pixels[start + i] ?? 0
      sum[i] = (sum[i] ?? 0) + byte
      histogram[byte] = (histogram[byte] ?? 0) + 1
    }
  }
  return { sums, histogram }
}

function mean(sums: Float64Array, count: number) {
  return Uint8Array.from(sums, (sum) => Math.round(sum / Math.max(1, count)))
}

/** Mean and deviation of pixels in 0…1. */
function measure(histogram: Float64Array) {
  const count = histogram.reduce((sum, n) => sum + n, 0)
  const moment = (power: number) =>
    histogram.reduce((sum, n, byte) => sum + n * (byte / 255) ** power, 0) / count
  const average = moment(1)
  return { mean: average, deviation: Math.sqrt(moment(2) - average ** 2) }
}
