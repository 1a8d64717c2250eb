import type { Handlers } from './register'
import type { Services } from './services'

export function settingsHandlers({ app, settings, store, push }: Services) {
  return {
    'app:info': () => app.info(),
    'app:openDataFolder': async () => {
      await app.openDataFolder()
      return undefined
    },
    'app:chooseDataFolder': () => app.chooseDataFolder(),
    'app:setStoreAside': async () => {
      const path = await store.call('setAside', undefined)
      push('runs:changed', { runIds: null })
      return { path }
    },
    'app:menuState': (state) => {
      app.setMenuState(state)
      return undefined
    },
    'settings:get': () => settings.get(),
    'settings:change': (change) => {
      const now = settings.change(change)
      push('settings:changed', now)
      return now
    },
  } satisfies Partial<Handlers>
}
