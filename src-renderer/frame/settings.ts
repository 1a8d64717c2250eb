import { readonly, shallowRef } from 'vue'
import { settingsSchema, type Settings } from '#contract/settings'
import { listen, request } from '../api'
import { applyLocale, chooseLocale } from '../i18n'
import { applyTheme } from '../ui/use-theme'

const current = shallowRef<Settings>(settingsSchema.parse({}))

/** The settings in effect. */
export const settings = readonly(current)

function take(value: Settings): void {
  current.value = value
  applyTheme(value.theme)
  // Chromium's language is the system's.
  applyLocale(chooseLocale(value.language, navigator.language))
}

/** Reads the settings and follows their changes; once, before the window is drawn. */
export async function loadSettings(): Promise<void> {
  listen('settings:changed', take)
  take(current.value)
  take(await request('settings:get'))
}

/** Changes what is named, in effect at once. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  take({ ...current.value, ...change })
  take(await request('settings:change', change))
}
