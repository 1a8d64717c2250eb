import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src-renderer/i18n'
import ForestImportance from '../../../../src-renderer/learner/ForestImportance.vue'
import { keptImportances } from '../../../../src-renderer/learner/kept-measurements'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const answer = {
  images: 2_000,
  overall: Float32Array.of(0, 0.02, 0.01, 0),
  perClass: Float32Array.of(0, 0.03, 0, 0, 0.05, 0, 0, -0.01),
}
const grown = {
  'learner:pictures': () => [
    {
      kind: 'importance' as const,
      signed: false,
      count: 1,
      total: 1,
      values: Float32Array.of(0.1, 0.2, 0.6, 0.1),
      notes: [],
    },
    {
      kind: 'ink' as const,
      signed: true,
      count: 2,
      total: 2,
      values: Float32Array.of(0, 0.1, 0, 0, 0, -0.1, 0, 0),
      notes: [],
    },
  ],
}
const open = () =>
  mount(ForestImportance, {
    props: { runId: 'run00000001', width: 2, height: 2 },
    global: {
      plugins: [i18n],
      stubs: {
        ValueImage: {
          props: ['label'],
          emits: ['point'],
          template: `<i @click="$emit('point', 1)" @dblclick="$emit('point', null)">{{ label }}</i>`,
        },
      },
    },
  })
beforeEach(() => keptImportances.clear())
afterEach(() => void vi.unstubAllGlobals())

describe('the pixels of a forest', () => {
  it('are told by what the splits gained, with their scale and the value under the pointer', async () => {
    fakeBridge(grown)
    const part = open()
    await flushPromises()
    const impurity = part.find('.impurity')
    expect(impurity.find('h2').text()).toBe('Impurity importance (Gini)')
    expect(impurity.find('i').text()).toBe(
      'Impurity importance (Gini) · Strongest: row 2, column 1: 60.00\u202f%',
    )
    expect(impurity.find('.value-scale').text()).toBe('060.00\u202f%')
    expect(impurity.find('.readout').text()).toContain('Strongest: row 2, column 1')
    await impurity.find('i').trigger('click')
    expect(impurity.find('.readout').text()).toBe('row 1, column 2: 20.00\u202f%')
    await impurity.find('i').trigger('dblclick')
    expect(impurity.find('.readout').text()).toContain('Strongest')
    const ink = part.find('.ink')
    expect(ink.find('.value-scale').text()).toBe('−+')
    await ink.findAll('i')[1]?.trigger('click')
    expect(ink.find('.readout').text()).toBe('1 · row 1, column 2: -10.00\u202f%')
  })

  it('are measured when asked, shown overall and by class, and kept for the run', async () => {
    let finish = () => {}
    const bridge = fakeBridge({
      ...grown,
      'learner:pixelImportance': () => new Promise((resolve) => (finish = () => resolve(answer))),
    })
    const part = open()
    await part.find('.pixel-importance .el-button').trigger('click')
    bridge.push('learner:progress', { runId: 'run00000001', share: 0.5, secondsLeft: 4 })
    await flushPromises()
    expect(part.text()).toContain('4\u202fs left')
    finish()
    await flushPromises()
    expect(part.find('[role=status]').text()).toContain('2\u202f000 training images')
    expect(part.find('.pixel-importance i').text()).toBe(
      'Permutation importance · Strongest: row 1, column 2: 2.00\u202f%',
    )
    const names = part.findAll('.per-class i').map((image) => image.text())
    expect(names).toHaveLength(2)
    expect(names[1]).toBe(
      'Permutation importance by class · 1 · 5.0\u202f% · Strongest: row 1, column 1: 5.00\u202f%',
    )
    part.unmount()
    expect(open().findAll('.per-class i')).toHaveLength(2)
    expect(bridge.askedFor('learner:pixelImportance')).toHaveLength(1)
  })

  it('end when they are cancelled', async () => {
    const bridge = fakeBridge({
      ...grown,
      'learner:pixelImportance': () => new Promise(() => undefined),
      'learner:cancel': () => undefined,
    })
    const part = open()
    await part.find('.pixel-importance .el-button').trigger('click')
    await part.find('.work-progress button').trigger('click')
    expect(part.find('.work-progress').exists()).toBe(false)
    expect(bridge.askedFor('learner:cancel')).toHaveLength(1)
  })
})
