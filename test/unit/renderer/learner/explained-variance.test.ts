import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { explainedVariance } from '#contract/principal-components'
import { explainedVarianceOption } from '../../../../src-renderer/charts/explained-variance-option'
import { i18n } from '../../../../src-renderer/i18n'
import { componentsFor } from '../../../../src-renderer/learner/components-for'
import SeeIntoComponents from '../../../../src-renderer/learner/SeeIntoComponents.vue'
import { formatAccuracy } from '../../../../src-renderer/ui/format'
import { tokens } from '../../../support/renderer/chart-tokens'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const components = (...variances: number[]) => ({
  mean: new Float32Array(784),
  vectors: new Float32Array(variances.length * 784),
  variances: Float64Array.from(variances),
  totalVariance: 10,
})
const open = (runId = 'run00000001') =>
  mount(SeeIntoComponents, {
    props: { runId, datasetId: 'mnist' },
    // Each has tests of its own.
    global: { plugins: [i18n], stubs: { EChart: true, RebuiltImage: true } },
  })
afterEach(() => void vi.unstubAllGlobals())

describe('the explained variance', () => {
  it('is told of the whole variance, kept or not', () => {
    const { shares, cumulative } = explainedVariance(components(5, 3, 1))
    expect([...shares]).toEqual([0.5, 0.3, 0.1])
    expect(cumulative[2]).toBeCloseTo(0.9, 12)
    expect(componentsFor(0.75, cumulative)).toBe(2)
    expect(componentsFor(0.5, cumulative)).toBe(1)
    expect(componentsFor(0.95, cumulative)).toBeNull()
  })

  it('is never more than all, whatever rounding adds', () => {
    const { cumulative } = explainedVariance(components(5, 5.0000001))
    expect(cumulative[1]).toBe(1)
  })

  it('says how many components 90 % take, where they suffice', async () => {
    fakeBridge({
      'learner:components': () => components(6, 3.5, 0.4),
    })
    const part = open()
    expect(part.find('[role=status]').exists()).toBe(true)
    await flushPromises()
    expect(part.find('.words').text()).toBe(
      '3 components keep 99.0\u202f%. 2 are enough for 90.0\u202f%.',
    )
  })

  it('says that they do not suffice, and loads those of the next run', async () => {
    const bridge = fakeBridge({
      'learner:components': ({ runId }) =>
        runId === 'run00000001' ? components(6) : components(6, 2),
    })
    const part = open()
    await flushPromises()
    expect(part.find('.words').text()).toBe(
      '1 component keeps 60.0\u202f%. More would be needed for 90.0\u202f%.',
    )
    await part.setProps({ runId: 'run00000002' })
    await flushPromises()
    expect(part.find('.words').text()).toContain('2 components keep 80.0\u202f%.')
    expect(bridge.askedFor('learner:components')).toHaveLength(2)
  })

  it('says what failed, and tries again', async () => {
    let fails = true
    fakeBridge({
      'learner:components': () => {
        if (fails) throw new Error('The model is gone.')
        return components(6, 3)
      },
    })
    const part = open()
    await flushPromises()
    expect(part.find('[role=alert]').text()).toContain('The model is gone.')
    fails = false
    await part.find('[role=alert] .el-button--primary').trigger('click')
    await flushPromises()
    expect(part.find('.words').exists()).toBe(true)
  })

  it('is drawn as two lines, with a mark across and one down where it is reached', () => {
    const chart = (share: number) => {
      const explained = explainedVariance(components(5, 3, 1.5))
      return explainedVarianceOption({
        ...explained,
        mark: { share, components: componentsFor(share, explained.cumulative) },
        names: { component: 'Component', share: 'each', cumulative: 'cumulative' },
        format: formatAccuracy,
        tokens,
      })
    }
    const lines = (share: number) =>
      chart(share).series as { data: number[][]; markLine?: { data: object[] } }[]
    expect(lines(0.9)[0]?.markLine?.data).toEqual([{ yAxis: 0.9 }, { xAxis: 3 }])
    expect(lines(0.99)[0]?.markLine?.data).toEqual([{ yAxis: 0.99 }])
    expect(lines(0.9)[1]?.data[0]).toEqual([1, 0.5])
    const { formatter } = chart(0.9).tooltip as { formatter: (points: unknown) => string }
    expect(formatter([{ dataIndex: 1 }])).toBe(
      'Component 2\neach   30.00\u202f%\ncumulative   80.00\u202f%',
    )
  })
})
