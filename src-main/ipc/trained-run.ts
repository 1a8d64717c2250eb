import { join } from 'node:path'
import type { ExperimentSpec } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import type { Services } from './services'

/** A run's experiment, and where its model lies. */
export interface TrainedRun {
  modelFolder: string
  spec: ExperimentSpec
}

/** @throws WorkbenchError `export.noModel` where the run kept none */
export async function trainedRun(
  { store, dataFolder }: Pick<Services, 'store' | 'dataFolder'>,
  runId: string,
): Promise<TrainedRun> {
  const { summary, spec } = await store.call('getRunHead', runId)
  if (!summary.hasModel) throw new WorkbenchError('export.noModel', 'This run has no saved model.')
  return { modelFolder: join(dataFolder(), 'runs', runId, 'model'), spec }
}
