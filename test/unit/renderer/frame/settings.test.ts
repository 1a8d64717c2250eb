import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Settings } from '../../../../src-preload/contract/settings'
import { i18n } from '../../../../src-renderer/i18n'
import { changeSettings, loadSettings, settings } from '../../../../src-renderer/frame/settings'

let stored: Settings
let push: (value: Settings) => void

beforeEach(() => {
  stored = { theme: 'dark', language: 'zh-CN', threads: 2 }
  vi.stubGlobal('workbench', {
    request: async (channel: string, change?: Partial<Settings>) => {
      if (channel === 'settings:change') stored = { ...stored, ...change }
      return { ok: true, value: stored }
    },
    listen: (_name: string, listener: typeof push) => {
      push = listener
      return () => undefined
    },
  })
})
afterEach(() => void vi.unstubAllGlobals())

const isDark = () => document.documentElement.classList.contains('dark')

describe('settings', () => {
  it('are in effect once loaded', async () => {
    await loadSettings()
    expect(settings.value).toEqual(stored)
    expect(isDark()).toBe(true)
    expect(i18n.global.locale.value).toBe('zh-CN')
    expect(document.documentElement.lang).toBe('zh-CN')
  })

  it('change at once, before main has answered', async () => {
    await loadSettings()
    const changed = changeSettings({ theme: 'light', language: 'en' })
    expect(isDark()).toBe(false)
    expect(i18n.global.locale.value).toBe('en')
    await changed
    expect(stored).toEqual({ theme: 'light', language: 'en', threads: 2 })
  })

  it('follow what another part of the app changed', async () => {
    await loadSettings()
    push({ ...stored, theme: 'light' })
    expect(isDark()).toBe(false)
  })
})
