import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { neighbourAccuracyOption } from '../../../../src-renderer/charts/neighbour-accuracy-option'
import { i18n } from '../../../../src-renderer/i18n'
import { keptAccuracies } from '../../../../src-renderer/learner/kept-measurements'
import NeighbourAccuracy from '../../../../src-renderer/learner/NeighbourAccuracy.vue'
import { formatAccuracy } from '../../../../src-renderer/ui/format'
import { tokens } from '../../../support/renderer/chart-tokens'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const answer = {
  measuredOn: 'validation' as const,
  images: 1_000,
  accuracies: Float64Array.of(0.95, 0.94, 0.96, 0.955),
}
const open = (runId = 'run00000001', k = 2) =>
  mount(NeighbourAccuracy, {
    props: { runId, k, validationCount: 1_000 },
    global: { plugins: [i18n], stubs: { EChart: true } },
  })
beforeEach(() => keptAccuracies.clear())
afterEach(() => void vi.unstubAllGlobals())

describe('the accuracy by number of neighbours', () => {
  it('is measured when asked, shows its progress, and is kept for the run', async () => {
    let finish = () => {}
    const bridge = fakeBridge({
      'learner:neighbourAccuracy': () => new Promise((resolve) => (finish = () => resolve(answer))),
    })
    const part = open()
    expect(part.text()).toContain('1\u202f000 validation images')
    expect(bridge.askedFor('learner:neighbourAccuracy')).toEqual([])
    await part.find('button').trigger('click')
    bridge.push('learner:progress', { runId: 'run00000001', share: 0.5, secondsLeft: 4 })
    bridge.push('learner:progress', { runId: 'run00000002', share: 0.9, secondsLeft: 1 })
    await flushPromises()
    expect(part.text()).toContain('4\u202fs left')
    finish()
    await flushPromises()
    expect(part.find('[role=status]').text()).toBe(
      'This run, k = 2: 94.00\u202f%. Highest with k = 3: 96.00\u202f%.',
    )
    part.unmount()
    expect(open().text()).toContain('Highest')
    expect(bridge.askedFor('learner:neighbourAccuracy')).toHaveLength(1)
  })

  it('opens an experiment with the best k, where the test set did not choose it', async () => {
    let measuredOn: 'validation' | 'test' = 'validation'
    fakeBridge({ 'learner:neighbourAccuracy': () => ({ ...answer, measuredOn }) })
    const measured = async (k = 2) => {
      keptAccuracies.clear()
      const part = open('run00000001', k)
      await part.find('button').trigger('click')
      await flushPromises()
      return part
    }
    const part = await measured()
    expect(part.find('button').text()).toContain('Open with k = 3')
    await part.find('button').trigger('click')
    expect(part.emitted('take')).toEqual([[3]])
    expect((await measured(3)).find('button').exists()).toBe(false)
    measuredOn = 'test'
    const other = await measured()
    expect(other.find('button').exists()).toBe(false)
    expect(other.text()).toContain('would be tested by the same images')
  })

  it('can be cancelled, and is when the run is left', async () => {
    const bridge = fakeBridge({
      'learner:neighbourAccuracy': () => new Promise(() => undefined),
      'learner:cancel': () => undefined,
    })
    const part = open()
    await part.find('button').trigger('click')
    await part.find('.work-progress button').trigger('click')
    expect(part.find('.work-progress').exists()).toBe(false)
    await part.find('button').trigger('click')
    await part.setProps({ runId: 'run00000002' })
    await part.find('button').trigger('click')
    part.unmount()
    expect(bridge.askedFor('learner:cancel').map(({ runId }) => runId)).toEqual([
      'run00000001',
      'run00000001',
      'run00000002',
    ])
  })

  it('says what failed', async () => {
    fakeBridge({
      'learner:neighbourAccuracy': () => {
        throw new Error('The model is gone.')
      },
    })
    const part = open()
    await part.find('button').trigger('click')
    await flushPromises()
    expect(part.find('[role=alert]').text()).toContain('The model is gone.')
  })

  it('is a line on which the run’s own number stands out, where it is among them', () => {
    const chart = { name: 'k', format: formatAccuracy, tokens }
    const marked = (own: number) => {
      const { series } = neighbourAccuracyOption({ ...chart, accuracies: answer.accuracies, own })
      const [line] = series as { data: { label: { show: boolean } }[] }[]
      return line?.data.map(({ label }) => label.show)
    }
    expect(marked(2)).toEqual([false, true, false, false])
    expect(marked(30)).toEqual([false, false, false, false])
  })
})
