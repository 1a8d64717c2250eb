import { defaultExperiment, type NetworkExperiment } from '#contract/experiment-spec'
import { galleryModel } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import { endedStatuses, type RunSummary } from '#contract/run'
import { until, type RunningApp } from './app'

/** The smallest model on a few images: an epoch takes a moment. */
export function smallExperiment(epochs: number): NetworkExperiment {
  const spec = defaultExperiment()
  spec.model = modelSpecSchema.parse(galleryModel('mlp'))
  spec.dataset.trainLimit = 2_000
  spec.recipe.epochs = epochs
  return spec
}

/** The run's summary as soon as it suits. */
export const runWhen = (
  app: RunningApp,
  runId: string,
  suits: (run: RunSummary) => boolean,
): Promise<RunSummary> => until(async () => (await app.get('runs:get', { runId })).summary, suits)

export const runEnded = (app: RunningApp, runId: string) =>
  runWhen(app, runId, ({ status }) => endedStatuses.includes(status))

/** Nothing trains and nothing waits. */
export const whenIdle = (app: RunningApp) =>
  until(
    () => app.get('training:state', undefined),
    ({ active }) => active === null,
  )
