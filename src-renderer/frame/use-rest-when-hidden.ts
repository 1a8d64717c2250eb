import { useDocumentVisibility } from '@vueuse/core'
import { watchEffect } from 'vue'

/** Nothing moves in a window that nobody sees; `base.css` holds the animations while it says so. */
export function useRestWhenHidden(): void {
  const visibility = useDocumentVisibility()
  watchEffect(() => {
    document.documentElement.classList.toggle('unseen', visibility.value === 'hidden')
  })
}
