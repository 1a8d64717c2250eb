import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src-renderer/i18n'
import { keptImportances } from '../../../../src-renderer/learner/kept-measurements'
import PixelImportance from '../../../../src-renderer/learner/PixelImportance.vue'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const answer = {
  images: 2_000,
  overall: Float32Array.of(0, 0.02, 0.01, 0),
  perClass: Float32Array.of(0, 0.03, 0, 0, 0.05, 0, 0, -0.01),
}
const open = () =>
  mount(PixelImportance, {
    props: { runId: 'run00000001', width: 2, height: 2 },
    global: {
      plugins: [i18n],
      stubs: { ValueImage: { props: ['label'], template: '<i>{{ label }}</i>' } },
    },
  })
beforeEach(() => keptImportances.clear())
afterEach(() => void vi.unstubAllGlobals())

describe('the pixels that a forest needs', () => {
  it('are measured when asked, shown overall and by class, and kept for the run', async () => {
    let finish = () => {}
    const bridge = fakeBridge({
      'learner:pixelImportance': () => new Promise((resolve) => (finish = () => resolve(answer))),
    })
    const part = open()
    expect(part.text()).toContain('the test set is not used')
    await part.find('button').trigger('click')
    bridge.push('learner:progress', { runId: 'run00000001', share: 0.5, secondsLeft: 4 })
    await flushPromises()
    expect(part.text()).toContain('4.0\u202fs left')
    finish()
    await flushPromises()
    expect(part.find('[role=status]').text()).toContain('2\u202f000 training images')
    const names = part.findAll('i').map((image) => image.text())
    expect(names).toHaveLength(3)
    expect(names[2]).toMatch(/^Pixels that the forest needs 1 · 5/)
    part.unmount()
    expect(open().findAll('i')).toHaveLength(3)
    expect(bridge.askedFor('learner:pixelImportance')).toHaveLength(1)
  })

  it('end when they are cancelled', async () => {
    const bridge = fakeBridge({
      'learner:pixelImportance': () => new Promise(() => undefined),
      'learner:cancel': () => undefined,
    })
    const part = open()
    await part.find('button').trigger('click')
    await part.find('.work-progress button').trigger('click')
    expect(part.find('.work-progress').exists()).toBe(false)
    expect(bridge.askedFor('learner:cancel')).toHaveLength(1)
  })
})
