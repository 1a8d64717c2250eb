import { WorkbenchError } from '#contract/problem'
import { readMnist } from './mnist'
import type { Dataset } from './types'

interface Source {
  id: string
  name: string
  description: string
  read: () => Promise<Dataset>
}

const sources: readonly Source[] = [
  {
    id: 'mnist',
    name: 'MNIST',
    description: 'Handwritten digits: 60,000 for training and 10,000 for testing.',
    read: () => readMnist(),
  },
]

const loaded = new Map<string, Promise<Dataset>>()

export function listDatasets() {
  return sources.map(({ id, name, description }) => ({ id, name, description }))
}

/**
 * Reads a data set, verified, once for this process.
 * @throws WorkbenchError `dataset.unknown`, `dataset.missing` or `dataset.damaged`
 */
export async function loadDataset(id: string): Promise<Dataset> {
  const known = loaded.get(id)
  if (known) return known
  const source = sources.find((each) => each.id === id)
  if (!source)
    throw new WorkbenchError('dataset.unknown', `There is no data set “${id}”.`, { dataset: id })
  const reading = source.read()
  loaded.set(id, reading)
  // A failure is told to whoever asked, and the next one tries again.
  reading.catch(() => loaded.delete(id))
  return reading
}
