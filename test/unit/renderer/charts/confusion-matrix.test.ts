import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ConfusionMatrix from '../../../../src-renderer/charts/ConfusionMatrix.vue'
import { layoutConfusion } from '../../../../src-renderer/charts/confusion-layout'
import { confusionPicture } from '../../../../src-renderer/charts/matrix-picture'
import { i18n } from '../../../../src-renderer/i18n'
import { tokens } from '../../../support/renderer/chart-tokens'

const classNames = ['cat', 'dog']
const layout = layoutConfusion({ classNames, counts: Uint32Array.from([8, 2, 0, 10]) }, 'counts')

function open() {
  const picture = confusionPicture(layout, 'counts', tokens)
  return mount(ConfusionMatrix, {
    props: { picture, layout, classNames, label: 'Matrix' },
    global: { plugins: [i18n] },
    attachTo: document.body,
  })
}

describe('ConfusionMatrix', () => {
  it('names every cell and header, with one stop for Tab', () => {
    const matrix = open()
    const names = matrix.findAll('button').map((button) => button.attributes('aria-label'))
    expect(names).toEqual([
      'Predicted cat: 8 images',
      'Predicted dog: 12 images',
      'Actual cat: 10 images',
      'cat recognised: 8',
      'cat taken for dog: 2',
      'Actual dog: 10 images',
      'dog taken for cat: none',
      'dog recognised: 10',
    ])
    expect(matrix.findAll('button[tabindex="0"]')).toHaveLength(1)
    matrix.unmount()
  })

  it('tells cells and headers that are chosen, and lets go of them', async () => {
    const matrix = open()
    await matrix.find('[data-place="0:1"]').trigger('click')
    expect(matrix.emitted('update:selected')?.at(-1)).toEqual([{ actual: 0, predicted: 1 }])
    await matrix.setProps({ selected: { actual: 0, predicted: 1 } })
    expect(matrix.find('[data-place="0:1"]').attributes('aria-pressed')).toBe('true')
    await matrix.find('[data-place="0:1"]').trigger('click')
    expect(matrix.emitted('update:selected')?.at(-1)).toEqual([null])
    await matrix.find('[data-place="all:1"]').trigger('click')
    expect(matrix.emitted('update:selected')?.at(-1)).toEqual([{ actual: null, predicted: 1 }])
    matrix.unmount()
  })

  it('is walked with the arrows', async () => {
    const matrix = open()
    const press = (key: string) => matrix.find('[tabindex="0"]').trigger('keydown', { key })
    await press('ArrowDown')
    await press('ArrowLeft')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Actual dog: 10 images')
    matrix.unmount()
  })
})
