import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, effectScope, h } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { canRun, runCommand } from '../../../../src-renderer/frame/commands'
import { menuAbilities } from '../../../../src-renderer/frame/menu-state'
import { i18n } from '../../../../src-renderer/i18n'
import { currentPicture, usePicture, type Picture } from '../../../../src-renderer/export/pictures'
import { usePictureCommands } from '../../../../src-renderer/export/use-save-picture'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const picture = (name: string): Picture => ({
  name: () => name,
  png: async () => Uint8Array.from([1, 2, 3]),
  svg: () => new TextEncoder().encode(`<svg id="${name}"/>`),
})
afterEach(() => void vi.unstubAllGlobals())

describe('pictures in view', () => {
  it('are found: the first, or the one that was touched last', () => {
    const [one, two] = [picture('one'), picture('two')]
    const scope = effectScope()
    const touch = scope.run(() => [usePicture(one), usePicture(two)])
    expect(currentPicture()).toBe(one)
    touch?.[1]?.()
    expect(currentPicture()).toBe(two)
    scope.stop()
    expect(currentPicture()).toBeNull()
  })
})

describe('saving the picture in view', () => {
  const Page = defineComponent({
    props: { shows: { type: Boolean, required: true } },
    setup(props) {
      usePictureCommands()
      const Chart = defineComponent(() => {
        usePicture(picture('Run 1: loss'))
        return () => h('p')
      })
      return () => (props.shows ? h(Chart) : null)
    },
  })

  it('is offered while there is one', async () => {
    fakeBridge({})
    const page = mount(Page, { props: { shows: false }, global: { plugins: [i18n] } })
    expect(canRun('exportChartPng')).toBe(false)
    await page.setProps({ shows: true })
    expect(canRun('exportChartSvg')).toBe(true)
    expect(menuAbilities.value.canExportChart).toBe(true)
    page.unmount()
    expect(menuAbilities.value.canExportChart).toBe(false)
  })

  it('hands main a name with its ending, and the bytes', async () => {
    const bridge = fakeBridge({ 'export:image': () => null })
    const page = mount(Page, { props: { shows: true }, global: { plugins: [i18n] } })
    runCommand('exportChartPng')
    await flushPromises()
    runCommand('exportChartSvg')
    await flushPromises()
    const [png, svg] = bridge.askedFor('export:image')
    expect(png).toEqual({
      suggestedName: 'Run 1 loss',
      format: 'png',
      bytes: Uint8Array.from([1, 2, 3]),
    })
    expect(svg?.suggestedName).toBe('Run 1 loss')
    expect(new TextDecoder().decode(svg?.bytes)).toContain('<svg')
    page.unmount()
  })
})
