import { computed, onScopeDispose, ref, watch } from 'vue'
import type { MenuState } from '#contract/menu'
import { request } from '../api'
import { i18n } from '../i18n'

export type MenuAbilities = Omit<MenuState, 'language'>

const nothingCanBeDone: MenuAbilities = {
  canStart: false,
  canPause: false,
  canStop: false,
  canExportModel: false,
  canExportBundle: false,
  canExportChart: false,
}

const abilities = ref<MenuAbilities>({ ...nothingCanBeDone })

/** What the menu may offer now. */
export const menuAbilities = computed(() => abilities.value)

/**
 * Says what can be done; what is not named stays as it was. Call it in a component's setup or
 * effects: what the component allowed is taken back when it goes.
 */
export function setMenuAbility(change: Partial<MenuAbilities>): void {
  abilities.value = { ...abilities.value, ...change }
}

/** Binds abilities to a source for as long as the surrounding scope lives. */
export function useMenuAbility(source: () => Partial<MenuAbilities>): void {
  let named: (keyof MenuAbilities)[] = []
  watch(
    source,
    (change) => {
      named = [...new Set([...named, ...(Object.keys(change) as (keyof MenuAbilities)[])])]
      setMenuAbility(change)
    },
    { immediate: true, deep: true },
  )
  onScopeDispose(() => setMenuAbility(Object.fromEntries(named.map((name) => [name, false]))))
}

/** Tells the application menu each change, its language included; once, by the frame. */
export function useMenuState(): void {
  const state = computed<MenuState>(() => ({
    ...abilities.value,
    language: i18n.global.locale.value as MenuState['language'],
  }))
  let sent = ''
  watch(
    state,
    (value) => {
      const text = JSON.stringify(value)
      if (text === sent) return
      sent = text
      // A menu that is a step behind is no reason to disturb the user.
      request('app:menuState', value).catch(() => undefined)
    },
    { immediate: true },
  )
}
