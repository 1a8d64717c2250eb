import { useEventListener } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/** How far below the upper edge a heading may stand and yet be the one that is read, in pixels. */
const readingEdge = 80

/**
 * The heading that what is read belongs to, and the way to another.
 * @param page what scrolls
 * @param headings ids, in their order on the page
 */
export function useCurrentHeading(page: Ref<HTMLElement | null>, headings: readonly string[]) {
  const [first = ''] = headings
  const current = ref(first)
  /** Gone to, where the page ends before the heading could come to its upper edge. */
  let chosen = ''

  function look(): void {
    if (!page.value) return
    const { scrollTop, scrollHeight, clientHeight } = page.value
    if (scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 1) {
      current.value = chosen || (headings.at(-1) ?? '')
      return
    }
    chosen = ''
    const edge = page.value.getBoundingClientRect().top + readingEdge
    const above = headings.filter((id) => {
      const heading = document.getElementById(id)
      return heading !== null && heading.getBoundingClientRect().top <= edge
    })
    current.value = above.at(-1) ?? first
  }
  useEventListener(page, 'scroll', look, { passive: true })

  /** There, and to the heading with the focus, so that reading aloud goes on from it. */
  function go(id: string): void {
    chosen = id
    current.value = id
    const heading = document.getElementById(id)
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }

  return { current, go }
}
