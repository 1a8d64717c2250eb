import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '../../../../src-renderer/i18n'
import type { NumberLimits } from '../../../../src-renderer/model/number-limits'
import { useLimitsText } from '../../../../src-renderer/model/use-limits-text'

function textOf(limits: NumberLimits): string {
  const component = {
    setup: () => ({ text: useLimitsText()(limits) }),
    template: '<p>{{ text }}</p>',
  }
  return mount(component, { global: { plugins: [i18n] } }).text()
}

describe('the limits of a number in words', () => {
  it.each([
    [{ min: 1e-6, max: 1e6, whole: false }, 'a number from 1e-6 to 1e6'],
    [{ min: 1e-9, max: 1e3, whole: false }, 'a number from 1e-9 to 1e3'],
    [{ min: 1e-12, max: 10, whole: false }, 'a number from 1e-12 to 10'],
    [{ min: 0, max: 0.95, whole: false }, 'a number from 0 to 0.95'],
    [{ min: 1, max: 1e6, whole: true }, 'a whole number from 1 to 1\u202f000\u202f000'],
  ])('of %j write both ends alike', (limits, text) => {
    expect(textOf(limits)).toBe(text)
  })

  it('say where the most comes from', () => {
    expect(textOf({ min: 1, max: 500, whole: true, ofImages: true })).toBe(
      'a whole number from 1 to 500, the number of training images',
    )
  })
})
