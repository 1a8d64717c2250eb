import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { guide, guideNumbers } from '../../../../src-renderer/help/guide'
import { guideEn } from '../../../../src-renderer/help/guide-en'
import { sources } from '../../../../src-renderer/help/sources'
import View from '../../../../src-renderer/help/View.vue'
import { applyLocale, i18n } from '../../../../src-renderer/i18n'

afterEach(() => applyLocale('en'))

const entries = guide.flatMap((section) => section.entries)
const open = () => mount(View, { global: { plugins: [i18n] }, attachTo: document.body })

describe('the recipe guide', () => {
  it('tells every text once, and rests on every source', () => {
    expect(guide.map(({ id }) => id)).toEqual(Object.keys(guideEn.sections))
    expect(entries.map(({ id }) => id).sort()).toEqual(Object.keys(guideEn.entries).sort())
    const cited = new Set(entries.flatMap((entry) => entry.sources))
    expect([...cited].sort()).toEqual(Object.keys(sources).sort())
  })

  it('takes each number from where it is kept, and uses each', () => {
    const asked = [...JSON.stringify(guideEn).matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    expect([...new Set(asked)].sort()).toEqual(Object.keys(guideNumbers).sort())
  })

  it.each(['en', 'zh-CN'] as const)('shows them in %s, with nothing left open', (locale) => {
    applyLocale(locale)
    const wrapper = open()
    expect(wrapper.findAll('h3')).toHaveLength(entries.length)
    expect(wrapper.text()).not.toMatch(/[{}]|help\.|undefined|NaN/)
    const smoothing = wrapper.find('[aria-labelledby=guide-labelSmoothing]').text()
    expect(smoothing).toContain('0.1')
    expect(smoothing).toContain('Rethinking the Inception architecture')
    wrapper.unmount()
  })

  it('jumps from its contents to the heading, with the focus', async () => {
    const wrapper = open()
    const link = wrapper.find('a[href="#guide-dropout"]')
    await link.trigger('click')
    expect(document.activeElement?.id).toBe('guide-dropout')
    expect(link.attributes('aria-current')).toBe('location')
    expect(wrapper.findAll('[aria-current]')).toHaveLength(1)
    wrapper.unmount()
  })
})
