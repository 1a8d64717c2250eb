import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { effectScope, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { emptyPoints } from '#contract/metrics'
import CompareTable from '../../../../src-renderer/compare/CompareTable.vue'
import { compareRows } from '../../../../src-renderer/compare/rows'
import { useComparison } from '../../../../src-renderer/compare/store'
import { useComparedRuns } from '../../../../src-renderer/compare/use-compared-runs'
import { i18n } from '../../../../src-renderer/i18n'
import { fakeBridge } from '../../../support/renderer/fake-bridge'
import { runDetail, runSummary } from '../../../support/renderer/runs'

const runs = [runSummary(1), runSummary(2, { testAccuracy: 0.995, name: 'Second' })]
const details = runs.map((run) => runDetail(run))
const [first = '', second = ''] = runs.map(({ id }) => id)
const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:rest(.*)*', component: { template: '<p />' } }],
})
afterEach(() => void vi.unstubAllGlobals())

describe('what is compared', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('holds each run once, and no baseline that is gone', () => {
    const comparison = useComparison()
    comparison.show(['a', 'b', 'a'])
    comparison.baselineId = 'b'
    comparison.add('c')
    expect(comparison.ids).toEqual(['a', 'b', 'c'])
    expect(comparison.baselineId).toBe('b')
    comparison.remove('b')
    expect(comparison.ids).toEqual(['a', 'c'])
    expect(comparison.baselineId).toBeNull()
  })
})

describe('the runs of a comparison', () => {
  function open() {
    const bridge = fakeBridge({
      'runs:get': ({ runId }) => {
        const found = details.find(({ summary }) => summary.id === runId)
        if (!found) throw new Error('There is no such run.')
        return found
      },
      'runs:metrics': emptyPoints,
    })
    const ids = ref<string[]>([first])
    const used = effectScope().run(() => useComparedRuns(ids))
    if (!used) throw new Error('The scope has ended.')
    return { bridge, ids, ...used }
  }
  const names = (list: ReturnType<typeof open>['runs']) =>
    list.value?.map(({ detail }) => detail.summary.name)

  it('are read once each, and stand in their order', async () => {
    const { bridge, ids, runs: compared } = open()
    await flushPromises()
    ids.value = [second, first]
    await flushPromises()
    expect(names(compared)).toEqual(['Second', 'Run 1'])
    expect(bridge.askedFor('runs:get')).toHaveLength(2)
  })

  it('are read again when they change', async () => {
    const { bridge } = open()
    await flushPromises()
    bridge.push('runs:changed', { runIds: [second] })
    await flushPromises()
    expect(bridge.askedFor('runs:get')).toHaveLength(1)
    bridge.push('runs:changed', { runIds: [first] })
    await flushPromises()
    expect(bridge.askedFor('runs:get')).toHaveLength(2)
  })

  it('that cannot be read do not keep the others away', async () => {
    const { ids, runs: compared, failure } = open()
    ids.value = [first, 'run00000099']
    await flushPromises()
    expect(names(compared)).toEqual(['Run 1'])
    expect(failure.value?.message).toBe('There is no such run.')
  })
})

describe('the table', () => {
  function open(compared = details) {
    const [baseline] = compared
    if (!baseline) throw new Error('no run')
    const summaries = compared.map(({ summary }) => summary)
    return mount(CompareTable, {
      props: {
        runs: summaries,
        rows: compareRows(compared, baseline),
        nameOf: ({ key }) => key,
        unfolded: false,
      },
      global: { plugins: [i18n, router] },
      attachTo: document.body,
    })
  }

  it('says better and worse in words too', () => {
    const table = open()
    const [row] = table.findAll('tbody tr:not(.group)')
    expect(row?.text()).toContain('+0.50')
    expect(row?.find('.sr-only').text()).toBe('better')
    table.unmount()
  })

  it('is one stop for Tab, walked with the arrows', async () => {
    const table = open()
    expect(table.findAll('td[tabindex="0"]')).toHaveLength(1)
    const press = (key: string) => table.find('td[tabindex="0"]').trigger('keydown', { key })
    await press('ArrowRight')
    await press('ArrowDown')
    expect(document.activeElement?.textContent).toContain('0.0300')
    table.unmount()
  })

  it('folds what only learners or only networks have, unless it is searched', async () => {
    const knn = galleryLearner('knn')
    if (!knn) throw new Error('There is no kNN.')
    const learned = runDetail(runSummary(3, { epochsPlanned: 0 }), { spec: learnerExperiment(knn) })
    const table = open([learned, ...details])
    const keys = () => table.findAll('tbody th[scope="row"]').map((key) => key.attributes('title'))
    const headings = () => table.findAll('.group-heading').map((heading) => heading.text())
    expect(headings()).toEqual([
      expect.stringMatching(/^Only of networks \d+$/),
      'Only of learners 4',
    ])
    expect(keys()).toContain('dataset.id')
    expect(keys()).not.toContain('learner.k')
    expect(keys()).not.toContain('recipe.epochs')
    await table.findAll('.group-heading')[1]?.trigger('click')
    expect(keys()).toContain('learner.k')
    expect(keys()).not.toContain('recipe.epochs')
    await table.setProps({ unfolded: true })
    expect(keys()).toContain('recipe.epochs')
    expect(headings()).toEqual([])
    table.unmount()
  })

  it('asks for another baseline, or for a run to go', async () => {
    const table = open()
    await table.find('[aria-label="Make Second the baseline"]').trigger('click')
    await table.find('[aria-label="Remove Run 1 from the comparison"]').trigger('click')
    expect(table.emitted('baseline')).toEqual([[second]])
    expect(table.emitted('remove')).toEqual([[first]])
    table.unmount()
  })
})
