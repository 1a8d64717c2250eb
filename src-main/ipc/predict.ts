import type { Handlers } from './register'
import type { Services } from './services'
import { trainedRun } from './trained-run'

export function predictHandlers(services: Services) {
  const { analysis } = services
  return {
    'predict:prepare': async ({ runId }) => {
      await analysis().call('preparePredictions', await trainedRun(services, runId))
      return undefined
    },
    'predict:drawing': async ({ runId, size, ink }) => {
      const run = await trainedRun(services, runId)
      return analysis().call('predictDrawing', { ...run, size, ink })
    },
  } satisfies Partial<Handlers>
}
