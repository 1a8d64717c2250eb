import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src-renderer/i18n'
import SupportVectors from '../../../../src-renderer/learner/SupportVectors.vue'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const labels = Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? 1 : 0))
const answer = {
  counts: Uint32Array.of(1_200, 20),
  labels: Uint8Array.from(labels),
  positions: Uint32Array.from(labels, (_, at) => 59_000 + at),
  influence: Float32Array.from(labels, (_, at) => 60 - at),
  pixels: new Uint8Array(60 * 784),
}
afterEach(() => void vi.unstubAllGlobals())

describe('the strongest support vectors', () => {
  it('stand with class, influence and image, of how many is said, and of one class alone', async () => {
    fakeBridge({ 'learner:supportVectors': () => answer })
    const part = mount(SupportVectors, {
      props: { runId: 'run00000001', width: 28, height: 28 },
      global: { plugins: [i18n], stubs: { ElSelect: true } },
    })
    await flushPromises()
    expect(part.find('[role=status]').text()).toBe('40 of 1\u202f220')
    expect(part.findAll('li')).toHaveLength(40)
    expect(part.find('li').text()).toBe('160.0')
    expect(part.find('li canvas').attributes('aria-label')).toBe(
      'Place 1: class 1, influence 60.0, training image 59\u202f000',
    )
    part.findComponent({ name: 'ElSelect' }).vm.$emit('update:modelValue', 1)
    await flushPromises()
    expect(part.find('[role=status]').text()).toBe('20 of 20')
    expect(new Set(part.findAll('.name').map((name) => name.text()))).toEqual(new Set(['1']))
    await part.setProps({ runId: 'run00000002' })
    await flushPromises()
    expect(part.findAll('li')).toHaveLength(40)
  })
})
