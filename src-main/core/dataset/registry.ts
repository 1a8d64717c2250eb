import type { DatasetFigures } from '#contract/dataset'
import { WorkbenchError } from '#contract/problem'
import { readMnist } from './mnist'
import type { Dataset } from './types'

interface Source {
  figures: DatasetFigures
  read: () => Promise<Dataset>
}

const sources: readonly Source[] = [
  {
    figures: {
      id: 'mnist',
      name: 'MNIST',
      description: 'Handwritten digits: 60,000 for training and 10,000 for testing.',
      imageShape: [28, 28, 1],
      classes: 10,
      trainCount: 60_000,
      testCount: 10_000,
    },
    read: () => readMnist(),
  },
]

const loaded = new Map<string, Promise<Dataset>>()

export function listDatasets(): DatasetFigures[] {
  return sources.map(({ figures }) => figures)
}

/** Shape and counts of a data set without reading it; null where there is none of this id. */
export function datasetFigures(id: string): DatasetFigures | null {
  return listDatasets().find((each) => each.id === id) ?? null
}

/**
 * Reads a data set, verified, once for this process.
 * @throws WorkbenchError `dataset.unknown`, `dataset.missing` or `dataset.damaged`
 */
export async function loadDataset(id: string): Promise<Dataset> {
  const known = loaded.get(id)
  if (known) return known
  const source = sources.find(({ figures }) => figures.id === id)
  if (!source)
    throw new WorkbenchError('dataset.unknown', `There is no data set “${id}”.`, { dataset: id })
  const reading = source.read()
  loaded.set(id, reading)
  // A failure is told to whoever asked, and the next one tries again.
  reading.catch(() => loaded.delete(id))
  return reading
}
