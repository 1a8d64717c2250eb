import { computed, onScopeDispose, ref, shallowReactive, watch } from 'vue'
import { nothingCanBeDone, type MenuState } from '#contract/menu'
import { request } from '../api'
import { i18n } from '../i18n'

export type MenuAbilities = Omit<MenuState, 'language'>

const names = Object.keys(nothingCanBeDone) as (keyof MenuAbilities)[]

const lasting = ref<Partial<MenuAbilities>>({})
const bound = shallowReactive(new Set<() => Partial<MenuAbilities>>())

/** What the menu may offer now: whatever one of those who were asked can do. */
export const menuAbilities = computed<MenuAbilities>(() => {
  const said = [lasting.value, ...[...bound].map((source) => source())]
  const abilities = { ...nothingCanBeDone }
  for (const name of names) abilities[name] = said.some((each) => each[name])
  return abilities
})

/** Says what can be done until it is said otherwise; what is not named stays as it was. */
export function setMenuAbility(change: Partial<MenuAbilities>): void {
  lasting.value = { ...lasting.value, ...change }
}

/** Says what can be done for as long as the surrounding component or effect scope lives. */
export function useMenuAbility(source: () => Partial<MenuAbilities>): void {
  bound.add(source)
  onScopeDispose(() => bound.delete(source))
}

/** Tells the application menu each change, its language included; once, by the frame. */
export function useMenuState(): void {
  const state = computed<MenuState>(() => ({
    ...menuAbilities.value,
    language: i18n.global.locale.value,
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
