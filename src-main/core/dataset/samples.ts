import type { ImageBatch, SampleQuery, Split } from '#contract/dataset'
import { defaultExperiment } from '#contract/experiment-spec'
import { splitDataset, type Splits } from './split'
import { imageBytes, type Dataset, type ImageSelection } from './types'

const defaultSplits = new WeakMap<Dataset, Splits>()

/** The images of a split as the default experiment makes it: what one browses before a run. */
export function defaultSplit(dataset: Dataset, split: Split): ImageSelection {
  if (split === 'test') return wholeTest(dataset)
  let splits = defaultSplits.get(dataset)
  if (!splits) {
    splits = splitDataset(dataset, defaultExperiment().dataset)
    defaultSplits.set(dataset, splits)
  }
  return { images: dataset.train, positions: splits[split] }
}

export function wholeTest({ test }: Dataset): ImageSelection {
  return { images: test, positions: Uint32Array.from(test.labels.keys()) }
}

/** Images of a query in the order of their split. */
export function readSamples(dataset: Dataset, query: SampleQuery): ImageBatch {
  const { images, positions } = defaultSplit(dataset, query.split)
  const labels = Uint8Array.from(positions, (position) => images.labels[position] ?? 0)
  const all = Uint32Array.from(positions.keys())
  const { classIndex } = query
  const matching = classIndex === null ? all : all.filter((i) => labels[i] === classIndex)
  const indices = matching.slice(query.offset, query.offset + query.limit)
  return {
    total: matching.length,
    indices,
    labels: Uint8Array.from(indices, (i) => labels[i] ?? 0),
    pixels: gatherPixels(
      { images, positions: indices.map((i) => positions[i] ?? 0) },
      imageBytes(dataset),
    ),
  }
}

/**
 * Copies images, one after another.
 * @param size bytes of one image
 */
export function gatherPixels({ images, positions }: ImageSelection, size: number) {
  const pixels = new Uint8Array(positions.length * size)
  for (const [i, position] of positions.entries())
    pixels.set(images.pixels.subarray(position * size, (position + 1) * size), i * size)
  return pixels
}
