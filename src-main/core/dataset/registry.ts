import { WorkbenchError } from '#contract/problem'
import { readMnist } from './mnist'
import type { Dataset } from './types'

const readers: Readonly<Record<string, () => Promise<Dataset>>> = { mnist: () => readMnist() }

const loaded = new Map<string, Promise<Dataset>>()

/**
 * Reads a data set, verified, once for this process.
 * @throws WorkbenchError `dataset.unknown`, `dataset.missing` or `dataset.damaged`
 */
export async function loadDataset(id: string): Promise<Dataset> {
  const known = loaded.get(id)
  if (known) return known
  const read = Object.hasOwn(readers, id) ? readers[id] : undefined
  if (!read)
    throw new WorkbenchError('dataset.unknown', `There is no data set “${id}”.`, { dataset: id })
  const reading = read()
  loaded.set(id, reading)
  // A failure is told to whoever asked, and the next one tries again.
  reading.catch(() => loaded.delete(id))
  return reading
}
