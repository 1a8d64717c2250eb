import { isNetwork } from '#contract/experiment-spec'
import { learnerBusy } from '#contract/learner-work'
import type { Handlers } from './register'
import type { Services } from './services'
import { trainedRun } from './trained-run'

export function learnerHandlers(services: Services) {
  const { store, analysis, queue } = services
  const fitted = (runId: string) => trainedRun(services, runId)
  /** The run whose learner is to be measured, which takes all cores for a while. */
  const measurable = async (runId: string) => {
    const run = await fitted(runId)
    // A run that begins from here on ends the measurement.
    if (queue.state.active) throw learnerBusy()
    return { ...run, runId }
  }
  return {
    'runs:learnerPictures': async ({ runId }) => {
      const { summary, spec } = await store.call('getRunHead', runId)
      if (!summary.hasModel || isNetwork(spec)) return []
      return analysis().call('learnerPictures', (await fitted(runId)).modelFolder)
    },
    'learner:components': async ({ runId }) =>
      analysis().call('learnerComponents', (await fitted(runId)).modelFolder),
    'learner:classShares': async ({ runId }) =>
      analysis().call('learnerClassShares', (await fitted(runId)).modelFolder),
    'learner:supportVectors': async ({ runId }) =>
      analysis().call('learnerSupportVectors', await fitted(runId)),
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
