import { isNetwork } from '#contract/experiment-spec'
import type { Handlers } from './register'
import type { Services } from './services'
import { trainedRun } from './trained-run'

export function learnerHandlers(services: Services) {
  const { store, analysis } = services
  const fitted = (runId: string) => trainedRun(services, runId)
  return {
    'runs:learnerPictures': async ({ runId }) => {
      const { summary, spec } = await store.call('getRunHead', runId)
      if (!summary.hasModel || isNetwork(spec)) return []
      return analysis().call('learnerPictures', (await fitted(runId)).modelFolder)
    },
    'learner:components': async ({ runId }) =>
      analysis().call('learnerComponents', (await fitted(runId)).modelFolder),
    'learner:neighbours': async ({ runId, image }) =>
      analysis().call('learnerNeighbours', { ...(await fitted(runId)), image }),
    'learner:neighbourAccuracy': async ({ runId }) =>
      analysis().call('learnerNeighbourAccuracy', { ...(await fitted(runId)), runId }),
    'learner:pixelImportance': async ({ runId }) =>
      analysis().call('learnerPixelImportance', { ...(await fitted(runId)), runId }),
    'learner:cancel': async ({ runId }) => {
      await analysis().call('cancelLearner', runId)
      return undefined
    },
  } satisfies Partial<Handlers>
}
