import { mount } from '@vue/test-utils'
import { defineComponent, h, ref, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { galleryModel } from '#contract/model-gallery'
import { modelSpecSchema, type ModelSpec } from '#contract/model-spec'
import { i18n } from '../../../../src-renderer/i18n'
import { checkModel } from '../../../../src-renderer/model/check-model'
import ModelCard from '../../../../src-renderer/model/ModelCard.vue'

function open(id: string) {
  const model = shallowRef<ModelSpec>(modelSpecSchema.parse(galleryModel(id)))
  const selected = ref<string | null>(null)
  const Host = defineComponent(
    () => () =>
      h(ModelCard, {
        model: model.value,
        check: checkModel(model.value, [28, 28, 1], 10),
        selected: selected.value,
        'onUpdate:selected': (value: string | null) => (selected.value = value),
        onChange: (next: ModelSpec) => (model.value = next),
      }),
  )
  const wrapper = mount(Host, { global: { plugins: [i18n] }, attachTo: document.body })
  const rows = () => wrapper.findAll('[role=option].row')
  const types = () => model.value.layers.map(({ type }) => type)
  return { model, selected, wrapper, rows, types }
}

describe('ModelCard', () => {
  it('shows each layer with its figures', () => {
    const { rows, wrapper } = open('cnn')
    expect(rows()).toHaveLength(8)
    expect(rows()[3]?.text()).toContain('14×14×64')
    expect(wrapper.find('.totals').text()).toContain('421\u202f642')
    wrapper.unmount()
  })

  it('is worked by keys alone: select, move, duplicate, remove', async () => {
    const { rows, selected, types, model, wrapper } = open('cnn')
    await rows()[0]?.trigger('keydown', { key: 'ArrowDown' })
    expect(selected.value).toBe('input')
    await rows()[0]?.trigger('keydown', { key: 'ArrowDown' })
    expect(selected.value).toBe('conv2d_1')
    await rows()[1]?.trigger('keydown', { key: 'd', ctrlKey: true })
    expect(types().slice(0, 4)).toEqual(['input', 'conv2d', 'conv2d', 'maxPool2d'])
    expect(selected.value).toBe('conv2d_3')
    await rows()[2]?.trigger('keydown', { key: 'ArrowDown', altKey: true })
    expect(model.value.layers[3]?.id).toBe('conv2d_3')
    expect(model.value).toMatchObject({ id: 'custom', name: 'CNN, edited' })
    await rows()[3]?.trigger('keydown', { key: 'Delete' })
    expect(model.value.id).toBe('cnn')
    wrapper.unmount()
  })

  it('renames a layer, with whatever reads it, and the selection stays', async () => {
    const { selected, model, wrapper } = open('mlp')
    const before = model.value
    selected.value = 'dense_1'
    await wrapper.vm.$nextTick()
    const name = wrapper.find('.layer-name input')
    await name.setValue('dense_2')
    expect(wrapper.find('.layer-name [role=alert]').text()).toContain('“dense_2”')
    await name.trigger('keydown', { key: 'Enter' })
    expect(model.value).toBe(before)
    await name.setValue('hidden')
    expect(wrapper.find('.layer-name [role=alert]').exists()).toBe(false)
    await name.trigger('keydown', { key: 'Enter' })
    expect(model.value.layers.map(({ id }) => id)).toContain('hidden')
    expect(model.value.layers.flatMap(({ inputs }) => inputs)).toContain('hidden')
    expect(selected.value).toBe('hidden')
    // Undo is the page's: it hands the old model back.
    model.value = before
    await wrapper.vm.$nextTick()
    expect(selected.value).toBe('dense_1')
    expect((wrapper.find('.layer-name input').element as HTMLInputElement).value).toBe('dense_1')
    wrapper.unmount()
  })

  it('keeps the input', async () => {
    const { rows, types, selected, wrapper } = open('mlp')
    selected.value = 'input'
    await wrapper.vm.$nextTick()
    await rows()[0]?.trigger('keydown', { key: 'Delete' })
    expect(types()).toHaveLength(5)
    wrapper.unmount()
  })

  it('says what is wrong on the row and in the inspector', async () => {
    const { rows, selected, wrapper } = open('mlp')
    selected.value = 'flatten_1'
    await wrapper.vm.$nextTick()
    await rows()[1]?.trigger('keydown', { key: 'Delete' })
    const words = 'Needs a vector'
    expect(wrapper.find('.row.bad').text()).toContain(words)
    expect(wrapper.find('.layer-inspector [role=alert]').text()).toContain(words)
    wrapper.unmount()
  })

  it('counts anew while one types, and refuses nothing', async () => {
    const { selected, wrapper, model } = open('mlp')
    selected.value = 'dense_1'
    await wrapper.vm.$nextTick()
    const input = wrapper.find('.layer-inspector .fields input')
    await input.setValue('64')
    expect(model.value.layers[2]).toMatchObject({ units: 64 })
    await input.setValue('')
    expect(wrapper.find('.row.bad').text()).toContain('Units has to be a whole number')
    expect(wrapper.find('.totals').text()).toContain('–')
    wrapper.unmount()
  })
})
