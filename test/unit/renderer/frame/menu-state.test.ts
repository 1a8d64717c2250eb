import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { applyLocale } from '../../../../src-renderer/i18n'
import {
  menuAbilities,
  setMenuAbility,
  useMenuAbility,
  useMenuState,
} from '../../../../src-renderer/frame/menu-state'

afterEach(() => {
  vi.unstubAllGlobals()
  applyLocale('en')
})

describe('menu state', () => {
  it('tells the menu each change once', async () => {
    const send = vi.fn<(channel: string, state: object) => Promise<unknown>>(async () => ({
      ok: true,
      value: undefined,
    }))
    vi.stubGlobal('workbench', { request: send })
    const scope = effectScope()
    scope.run(useMenuState)
    setMenuAbility({ canStart: true })
    await flushPromises()
    setMenuAbility({ canStart: true })
    await flushPromises()
    applyLocale('zh-CN')
    await flushPromises()
    scope.stop()
    expect(send.mock.calls.map(([, state]) => state)).toMatchObject([
      { canStart: false, language: 'en' },
      { canStart: true, language: 'en' },
      { canStart: true, language: 'zh-CN' },
    ])
  })

  it('takes back what a page allowed when the page goes', async () => {
    const chart = ref(false)
    const scope = effectScope()
    scope.run(() => useMenuAbility(() => ({ canExportChart: chart.value })))
    chart.value = true
    await flushPromises()
    expect(menuAbilities.value.canExportChart).toBe(true)
    const other = effectScope()
    other.run(() => useMenuAbility(() => ({ canExportChart: false, canPause: true })))
    expect(menuAbilities.value).toMatchObject({ canExportChart: true, canPause: true })
    scope.stop()
    expect(menuAbilities.value).toMatchObject({ canExportChart: false, canPause: true })
    other.stop()
  })
})
