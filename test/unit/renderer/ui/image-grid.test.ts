import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '../../../../src-renderer/i18n'
import ImageGrid from '../../../../src-renderer/ui/ImageGrid.vue'

function open() {
  return mount(ImageGrid, {
    props: {
      width: 28,
      height: 28,
      pixels: new Uint8Array(4 * 784),
      count: 4,
      label: 'Digits',
      labels: ['a', 'b', 'c', 'd'],
    },
    global: { plugins: [i18n] },
    attachTo: document.body,
  })
}

describe('ImageGrid', () => {
  it('is a list box with one stop for Tab', () => {
    const grid = open()
    const options = grid.findAll('[role=option]')
    expect(options.map((option) => option.attributes('aria-label'))).toEqual(['a', 'b', 'c', 'd'])
    expect(options.map((option) => option.attributes('tabindex'))).toEqual(['0', '-1', '-1', '-1'])
    grid.unmount()
  })

  it('moves with the arrows, stays inside, and opens with Enter', async () => {
    const grid = open()
    const key = (name: string) => grid.find('[tabindex="0"]').trigger('keydown', { key: name })
    await key('ArrowRight')
    await key('End')
    await key('ArrowRight')
    expect(grid.emitted('update:selected')).toEqual([[1], [3]])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('d')
    await key('Enter')
    expect(grid.emitted('open')).toEqual([[3]])
    grid.unmount()
  })
})
