import type { DatasetChoice } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import { loadDataset } from './registry'
import type { Dataset } from './types'

/**
 * The data set of an experiment. A choice that names its hash is about those very images.
 * @throws WorkbenchError `dataset.differs`, and what `loadDataset` throws
 */
export async function loadVerified({ id, sha256 }: DatasetChoice): Promise<Dataset> {
  const dataset = await loadDataset(id)
  if (sha256 === null || sha256 === dataset.sha256) return dataset
  throw new WorkbenchError(
    'dataset.differs',
    `The experiment was made with other data than this ${dataset.name}: the checksums differ.`,
    { name: dataset.name },
  )
}
