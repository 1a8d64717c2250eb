import { join } from 'node:path'
import { WorkbenchError } from '#contract/problem'
import type { Handlers } from './register'
import type { Services } from './services'

export function predictHandlers({ store, analysis, dataFolder }: Services) {
  return {
    'predict:drawing': async ({ runId, size, ink }) => {
      const { summary, spec } = await store.call('getRunHead', runId)
      if (!summary.hasModel)
        throw new WorkbenchError('export.noModel', 'This run has no saved model.')
      return analysis().call('predictDrawing', {
        modelFolder: join(dataFolder(), 'runs', runId, 'model'),
        spec,
        size,
        ink,
      })
    },
  } satisfies Partial<Handlers>
}
