import { isNetwork } from '#contract/experiment-spec'
import type { Handlers } from './register'
import type { Services } from './services'
import { findTrainedRun, trainedRun } from './trained-run'

export function learnerHandlers(services: Pick<Services, 'store' | 'analysis' | 'dataFolder'>) {
  const { analysis } = services
  const fitted = (runId: string) => trainedRun(services, runId)
  /** Null where the run is a network's, or kept no learner. */
  const learnerFolder = async (runId: string) => {
    const run = await findTrainedRun(services, runId)
    return run && !isNetwork(run.spec) ? run.modelFolder : null
  }
  return {
    'learner:pictures': async ({ runId }) => {
      const folder = await learnerFolder(runId)
      return folder === null ? [] : analysis().call('learnerPictures', folder)
    },
    'learner:components': async ({ runId }) => {
      const folder = await learnerFolder(runId)
      return folder === null ? null : analysis().call('learnerComponents', folder)
    },
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
