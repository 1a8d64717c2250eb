import { flushPromises, mount } from '@vue/test-utils'
import { effectScope } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import CommandPalette from '../../../../src-renderer/frame/CommandPalette.vue'
import { registerCommand } from '../../../../src-renderer/frame/commands'
import { i18n } from '../../../../src-renderer/i18n'

const showRuns = vi.fn()
const scope = effectScope()

beforeEach(() => {
  vi.stubGlobal('workbench', {
    request: async () => ({ ok: false, failure: { code: 'x', message: 'closed', values: {} } }),
  })
  scope.run(() => {
    registerCommand('showExperiment', () => undefined)
    registerCommand('showRuns', showRuns)
    registerCommand(
      'startTraining',
      () => undefined,
      () => false,
    )
  })
})
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})

describe('command palette', () => {
  it('finds, moves, and carries out by keyboard, without the store too', async () => {
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/', component: { template: '<p />' } }],
    })
    const palette = mount(CommandPalette, {
      props: { open: false },
      global: { plugins: [i18n, router] },
      attachTo: document.body,
    })
    await palette.setProps({ open: true })
    await flushPromises()
    const texts = () => palette.findAll('[role=option] .text').map((option) => option.text())
    expect(texts()).toContain('Runs')
    expect(texts()).not.toContain('Start training')

    const field = palette.find('[role=combobox]')
    await field.setValue('ru')
    expect(texts()).toEqual(['Runs'])
    await field.setValue('')
    await field.trigger('keydown', { key: 'ArrowDown' })
    expect(palette.find('[aria-selected=true] .text').text()).toBe('Runs')
    expect(field.attributes('aria-activedescendant')).toBe(
      palette.find('[aria-selected=true]').attributes('id'),
    )
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(showRuns).toHaveBeenCalledOnce()
    expect(palette.emitted('update:open')?.at(-1)).toEqual([false])
    palette.unmount()
  })
})
