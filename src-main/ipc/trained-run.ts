import { join } from 'node:path'
import { WorkbenchError } from '#contract/problem'
import type { TrainedRun } from '../processes/analysis-methods'
import type { Services } from './services'

type Runs = Pick<Services, 'store' | 'dataFolder'>

/** @throws WorkbenchError `export.noModel` where the run kept none */
export async function trainedRun(runs: Runs, runId: string): Promise<TrainedRun> {
  const run = await findTrainedRun(runs, runId)
  if (!run) throw new WorkbenchError('export.noModel', 'This run has no saved model.')
  return run
}

/** Null where the run kept no model. */
export async function findTrainedRun(
  { store, dataFolder }: Runs,
  runId: string,
): Promise<TrainedRun | null> {
  const { summary, spec } = await store.call('getRunHead', runId)
  if (!summary.hasModel) return null
  return { modelFolder: join(dataFolder(), 'runs', runId, 'model'), spec }
}
