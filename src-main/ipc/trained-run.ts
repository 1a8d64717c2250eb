import { join } from 'node:path'
import type { ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import type { Services } from './services'

/** A run's experiment, and where its model lies. */
export interface TrainedRun {
  modelFolder: string
  spec: ExperimentSpec
}

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
