import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import { useRestWhenHidden } from '../../../../src-renderer/frame/use-rest-when-hidden'

afterEach(() => {
  vi.restoreAllMocks()
})

it('holds what moves while the window is hidden', async () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  const page = mount({ setup: () => (useRestWhenHidden(), () => null) })
  const unseen = async (state: DocumentVisibilityState) => {
    visibility.mockReturnValue(state)
    document.dispatchEvent(new Event('visibilitychange'))
    await nextTick()
    return document.documentElement.classList.contains('unseen')
  }
  expect(await unseen('hidden')).toBe(true)
  expect(await unseen('visible')).toBe(false)
  page.unmount()
})
