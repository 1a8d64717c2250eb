import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { metricSeries } from '../../../../src-preload/contract/metrics'
import PictureButton from '../../../../src-renderer/export/PictureButton.vue'
import { i18n } from '../../../../src-renderer/i18n'
import CurvesTab from '../../../../src-renderer/runs/CurvesTab.vue'
import { fakeBridge } from '../../../support/renderer/fake-bridge'
import { runDetail, runSummary } from '../../../support/renderer/runs'

afterEach(() => {
  vi.unstubAllGlobals()
})

const start = Date.UTC(2026, 0, 2, 3, 4, 5)
const points = {
  series: Uint8Array.of(0, 0, 4),
  step: Uint32Array.of(1, 2, 2),
  epoch: Float32Array.of(0.1, 0.2, 0.2),
  time: Float64Array.of(start, start + 250, start + 250),
  value: Float64Array.of(2.302585, Number.NaN, 0.001),
}

describe('the points of a run', () => {
  it('are saved as CSV: all series, none thinned out, a row a point', async () => {
    const bridge = fakeBridge({
      'runs:metrics': () => points,
      'export:image': ({ suggestedName }) => ({ path: `/home/ada/${suggestedName}` }),
    })
    const tab = mount(CurvesTab, {
      props: { detail: runDetail(runSummary(7, { name: 'MNIST · CNN' })) },
      global: {
        plugins: [i18n, createPinia()],
        // Nothing is drawn here: there is no canvas.
        stubs: { CurvePanel: { template: '<div><slot name="actions" /></div>' } },
      },
      attachTo: document.body,
    })
    await flushPromises()
    tab
      .findComponent(PictureButton)
      .findComponent({ name: 'ElDropdown' })
      .vm.$emit('command', 'csv')
    await flushPromises()

    const asked = bridge.askedFor('runs:metrics').at(-1)
    expect(asked?.series).toEqual(metricSeries)
    expect(asked?.maxPoints).toBe(1_000_000)
    const [saved] = bridge.askedFor('export:image')
    expect(saved?.format).toBe('csv')
    expect(saved?.suggestedName).toMatch(/^MNIST.*CNN points$/)
    expect(new TextDecoder().decode(saved?.bytes)).toBe(
      [
        'series,step,epoch,time,value',
        'train.loss,1,0.1,2026-01-02T03:04:05.000Z,2.302585',
        'train.loss,2,0.2,2026-01-02T03:04:05.250Z,NaN',
        'learningRate,2,0.2,2026-01-02T03:04:05.250Z,0.001',
        '',
      ].join('\n'),
    )
    tab.unmount()
  })
})
