import { readPictureFile } from './picture-file'
import type { Handlers } from './register'
import type { Services } from './services'
import { trainedRun } from './trained-run'

export function predictHandlers(services: Services) {
  const { analysis, dialogs } = services
  return {
    'predict:prepare': async ({ runId }) => {
      await analysis().call('preparePredictions', await trainedRun(services, runId))
      return undefined
    },
    'predict:openPicture': async () => {
      const path = await dialogs.openPicture()
      return path === null ? null : readPictureFile(path)
    },
    'predict:readPicture': (pixels) => analysis().call('readPicture', pixels),
    'predict:drawing': async ({ runId, size, ink }) => {
      const run = await trainedRun(services, runId)
      return analysis().call('predictDrawing', { ...run, size, ink })
    },
  } satisfies Partial<Handlers>
}
