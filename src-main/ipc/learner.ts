import { join } from 'node:path'
import { isNetwork } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import type { Handlers } from './register'
import type { Services } from './services'

export function learnerHandlers({ store, analysis, dataFolder }: Services) {
  const modelFolder = (runId: string) => join(dataFolder(), 'runs', runId, 'model')
  const fittedRun = async (runId: string) => {
    const { summary, spec } = await store.call('getRunHead', runId)
    if (!summary.hasModel)
      throw new WorkbenchError('export.noModel', 'This run has no saved model.')
    return { modelFolder: modelFolder(runId), spec }
  }
  return {
    'runs:learnerPictures': async ({ runId }) => {
      const { summary, spec } = await store.call('getRunHead', runId)
      if (!summary.hasModel || isNetwork(spec)) return []
      return analysis().call('learnerPictures', modelFolder(runId))
    },
    'learner:components': async ({ runId }) =>
      analysis().call('learnerComponents', (await fittedRun(runId)).modelFolder),
    'learner:neighbours': async ({ runId, image }) =>
      analysis().call('learnerNeighbours', { ...(await fittedRun(runId)), image }),
    'learner:neighbourAccuracy': async ({ runId }) =>
      analysis().call('learnerNeighbourAccuracy', { ...(await fittedRun(runId)), runId }),
    'learner:pixelImportance': async ({ runId }) =>
      analysis().call('learnerPixelImportance', { ...(await fittedRun(runId)), runId }),
    'learner:cancel': async ({ runId }) => {
      await analysis().call('cancelLearner', runId)
      return undefined
    },
  } satisfies Partial<Handlers>
}
