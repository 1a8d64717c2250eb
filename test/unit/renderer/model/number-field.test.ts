import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import NumberField from '../../../../src-renderer/model/NumberField.vue'

const field = (value: number, more: Record<string, unknown> = {}) =>
  mount(NumberField, {
    props: {
      id: 'x',
      modelValue: value,
      'onUpdate:modelValue': (next: number) => void wrapper.setProps({ modelValue: next }),
      ...more,
    },
  })
let wrapper: ReturnType<typeof field>
const typed = () => wrapper.emitted('update:modelValue')?.map(([value]) => value)

describe('NumberField', () => {
  it('hands on what is typed, out of bounds or not', async () => {
    wrapper = field(5)
    await wrapper.find('input').setValue('99999')
    expect(typed()).toEqual([99_999])
    expect(wrapper.find('input').element.value).toBe('99999')
  })

  it('keeps text that is no number and says NaN', async () => {
    wrapper = field(5)
    await wrapper.find('input').setValue('abc')
    expect(typed()).toEqual([Number.NaN])
    await wrapper.find('input').trigger('blur')
    expect(wrapper.find('input').element.value).toBe('abc')
    expect(wrapper.emitted('seal')).toHaveLength(1)
  })

  it('leaves a number alone while it is half typed', async () => {
    wrapper = field(0.1)
    await wrapper.find('input').setValue('0.0')
    expect(wrapper.find('input').element.value).toBe('0.0')
    await wrapper.find('input').trigger('blur')
    expect(wrapper.find('input').element.value).toBe('0')
  })

  it('shows a value that changed elsewhere', async () => {
    wrapper = field(5)
    await wrapper.setProps({ modelValue: 7 })
    expect(wrapper.find('input').element.value).toBe('7')
  })

  it('steps with the arrow keys, without rests of binary fractions', async () => {
    wrapper = field(0.2, { step: 0.1 })
    await wrapper.find('input').trigger('keydown', { key: 'ArrowUp' })
    expect(typed()).toEqual([0.3])
  })

  it('is marked and described where something is wrong', () => {
    wrapper = field(0, { problem: 'Has to be more.' })
    const input = wrapper.find('input')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(input.attributes('aria-describedby')).toBe('x-problem')
  })
})
