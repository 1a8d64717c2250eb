import { isNetwork } from '#contract/experiment-spec'
import { learnerBusy } from '#contract/learner-work'
import type { Handlers } from './register'
import type { Services } from './services'
import { findTrainedRun, trainedRun } from './trained-run'

export function learnerHandlers(
  services: Pick<Services, 'store' | 'analysis' | 'queue' | 'dataFolder'>,
) {
  const { store, analysis, queue } = services
  const fitted = (runId: string) => trainedRun(services, runId)
  /** Null where the run is a network's, or kept no learner. */
  const learnerRun = async (runId: string) => {
    const run = await findTrainedRun(services, runId)
    return run && !isNetwork(run.spec) ? run : null
  }
  /** The run whose learner is to be measured, which takes all cores for a while. */
  const measurable = async (runId: string) => {
    const run = await fitted(runId)
    // A run that begins from here on ends the measurement.
    if (queue.state.active) throw learnerBusy()
    return { ...run, runId }
  }
  return {
    'learner:pictures': async ({ runId }) => {
      const run = await learnerRun(runId)
      return run ? analysis().call('learnerPictures', run.modelFolder) : []
    },
    'learner:components': async ({ runId }) => {
      const run = await learnerRun(runId)
      return run && analysis().call('learnerComponents', run.modelFolder)
    },
    'learner:classShares': async ({ runId }) => {
      const run = await learnerRun(runId)
      return run && analysis().call('learnerClassShares', run.modelFolder)
    },
    'learner:supportVectors': async ({ runId }) => {
      const run = await learnerRun(runId)
      return run && analysis().call('learnerSupportVectors', run)
    },
    'learner:neighbours': async ({ runId, image }) =>
      analysis().call('learnerNeighbours', { ...(await fitted(runId)), image }),
    'learner:neighbourAccuracy': async ({ runId }) =>
      analysis().call('learnerNeighbourAccuracy', await measurable(runId)),
    'learner:pixelImportance': async ({ runId }) =>
      analysis().call('learnerPixelImportance', await measurable(runId)),
    'learner:cancel': async ({ runId }) => {
      // A measurement asks the store first; so does its cancel, or it would come before it.
      await store.call('getRunHead', runId)
      await analysis().call('cancelLearner', runId)
      return undefined
    },
  } satisfies Partial<Handlers>
}
