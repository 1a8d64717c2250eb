import { useMediaQuery } from '@vueuse/core'
import { computed, ref, watch, type ComputedRef } from 'vue'
import type { Settings } from '#contract/settings'

const choice = ref<Settings['theme']>('system')
const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)')

/** Whether the window is dark now; charts redraw themselves when it changes. */
export const isDark: ComputedRef<boolean> = computed(
  () => choice.value === 'dark' || (choice.value === 'system' && systemIsDark.value),
)

watch(isDark, (dark) => document.documentElement.classList.toggle('dark', dark), {
  immediate: true,
  flush: 'sync',
})

/** Takes a choice of the settings into effect at once. */
export function applyTheme(theme: Settings['theme']): void {
  choice.value = theme
}
