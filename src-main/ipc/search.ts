import type { Handlers } from './register'
import type { Services } from './services'

export function searchHandlers({ queue }: Services) {
  return {
    'search:run': (search) => queue.search(search),
    'search:cancel': async () => {
      await queue.cancelSearch()
      return undefined
    },
  } satisfies Partial<Handlers>
}
