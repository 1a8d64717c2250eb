import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner, learnerGallery } from '#contract/learner'
import type { RunDetail, RunStatus } from '#contract/run'
import { i18n } from '../../../../src-renderer/i18n'
import NotTested from '../../../../src-renderer/runs/NotTested.vue'
import ModelTab from '../../../../src-renderer/runs/ModelTab.vue'
import RunHeader from '../../../../src-renderer/runs/RunHeader.vue'
import RunName from '../../../../src-renderer/runs/RunName.vue'
import RunNote from '../../../../src-renderer/runs/RunNote.vue'
import RunRow from '../../../../src-renderer/runs/RunRow.vue'
import RunOutcome from '../../../../src-renderer/runs/RunOutcome.vue'
import TabBar from '../../../../src-renderer/runs/TabBar.vue'
import { fakeBridge } from '../../../support/renderer/fake-bridge'
import { runDetail, runSummary } from '../../../support/renderer/runs'

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:rest(.*)*', component: { template: '<p />' } }],
})
const global = { plugins: [i18n, router, createPinia()] }
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('ages of runs', () => {
  it('go by one clock, whichever row was drawn last', async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    const row = (number: number, createdAt: number) =>
      mount(RunRow, {
        props: {
          run: runSummary(number, { createdAt }),
          current: false,
          marked: false,
          active: false,
        },
        global,
      })
    const rows = [row(2, 995_000), row(1, 985_000)]
    const ages = () => rows.map((each) => each.find('.when').text())
    expect(ages()).toEqual(['now', 'now'])
    await vi.advanceTimersByTimeAsync(70_000)
    expect(ages()).toEqual(['1m ago', '1m ago'])
    for (const each of rows) each.unmount()
  })
})

/** Of an SVM that was not tested. */
function learnerDetail(status: RunStatus) {
  const svm = galleryLearner('svm-rbf')
  if (!svm) throw new Error('There is no SVM.')
  const none = {
    testAccuracy: null,
    testLoss: null,
    validationAccuracy: null,
    validationLoss: null,
  }
  const size = { epochsPlanned: 0, epochsDone: 0, parameters: 0, hasModel: false }
  const summary = runSummary(1, { status, ...none, ...size, imagesPerSecond: null })
  return runDetail(summary, { spec: learnerExperiment(svm), confusion: null })
}

describe('a run that was not tested', () => {
  const text = (detail: RunDetail) => mount(NotTested, { props: { detail }, global }).text()

  it('says when it will be, or that it will not', () => {
    expect(text(learnerDetail('running'))).toMatch(/^Not tested yet.*once it is fitted; what it/)
    expect(text(learnerDetail('stopped'))).toMatch(/^Not tested.*This one did not get there/)
    const summary = runSummary(1, { status: 'running' })
    expect(text(runDetail(summary, { confusion: null }))).toContain('finished or stopped')
  })
})

describe('a run’s header', () => {
  it('shows the test accuracy with its interval, from the images that were tested', () => {
    const detail = runDetail(runSummary(1, { testAccuracy: 0.985 }))
    const header = mount(RunHeader, { props: { detail }, global })
    expect(header.text()).toContain('98.50\u202f%')
    // statsmodels' proportion_confint(197, 200, method='wilson')
    expect(header.text()).toContain('95.68 – 99.49\u202f%')
  })

  it('of a run that was not tested shows the validation accuracy, without an interval', () => {
    const summary = runSummary(1, { testAccuracy: null, testLoss: null, status: 'crashed' })
    const header = mount(RunHeader, {
      props: { detail: runDetail(summary, { confusion: null }) },
      global,
    })
    expect(header.text()).toContain('Validation accuracy')
    expect(header.text()).not.toContain(' – ')
  })

  it('of a learner that is being fitted shows no figure that is not there yet', () => {
    const header = mount(RunHeader, { props: { detail: learnerDetail('running') }, global })
    expect(header.text()).toContain('60\u202f000 training images')
    expect(header.text()).not.toContain('Numbers kept')
  })

  it('says what the test loss is computed from', () => {
    const [knn] = learnerGallery
    if (!knn) throw new Error('The gallery is empty.')
    const hint = (change: Parameters<typeof runDetail>[1]) =>
      mount(RunHeader, { props: { detail: runDetail(runSummary(1), change) }, global })
        .find('.stats .hint')
        .attributes('aria-label')
    expect(hint({})).toContain('−log of the probability')
    expect(hint({ spec: learnerExperiment(knn) })).toContain('−log of the share of votes')
  })

  it('does not offer to delete or export what is training', () => {
    const detail = runDetail(runSummary(1, { status: 'running', hasModel: false }))
    const header = mount(RunHeader, { props: { detail }, global })
    const disabled = header
      .findAll('button')
      .filter((button) => button.attributes('disabled') !== undefined)
      .map((button) => button.attributes('aria-label') ?? button.text().trim())
    expect(disabled).toEqual(['Export', 'Predict', 'Stop the run before you delete it'])
  })
})

describe('a run’s name', () => {
  async function edit(text: string, key: string) {
    const bridge = fakeBridge({ 'runs:rename': ({ name }) => runSummary(1, { name }) })
    const name = mount(RunName, { props: { run: runSummary(1) }, global })
    await name.find('button').trigger('click')
    await name.find('input').setValue(text)
    await name.find('input').trigger('keydown', { key })
    await flushPromises()
    return { name, asked: bridge.askedFor('runs:rename') }
  }

  it('is kept with Enter', async () => {
    const { asked, name } = await edit('  Better  ', 'Enter')
    expect(asked).toEqual([{ runId: 'run00000001', name: 'Better' }])
    expect(name.find('input').exists()).toBe(false)
  })

  it('is left as it was with Escape, or when it is empty or the same', async () => {
    expect((await edit('Better', 'Escape')).asked).toEqual([])
    expect((await edit('   ', 'Enter')).asked).toEqual([])
    expect((await edit('Run 1', 'Enter')).asked).toEqual([])
  })
})

describe('a run’s note', () => {
  it('is saved once, shortly after the last key', async () => {
    vi.useFakeTimers()
    const bridge = fakeBridge({ 'runs:note': ({ note }) => runSummary(1, { note }) })
    const note = mount(RunNote, { props: { run: runSummary(1) }, global })
    const field = note.find('textarea')
    await field.setValue('one')
    await vi.advanceTimersByTimeAsync(400)
    await field.setValue('one two')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(bridge.askedFor('runs:note')).toEqual([{ runId: 'run00000001', note: 'one two' }])
  })

  it('is not lost when the run is left at once', async () => {
    const bridge = fakeBridge({ 'runs:note': ({ note }) => runSummary(1, { note }) })
    const note = mount(RunNote, { props: { run: runSummary(1) }, global })
    await note.find('textarea').setValue('quick')
    note.unmount()
    expect(bridge.askedFor('runs:note')).toEqual([{ runId: 'run00000001', note: 'quick' }])
  })

  it('says so when it could not be saved, and tries again', async () => {
    const bridge = fakeBridge({
      'runs:note': () => {
        throw new Error('The disk is full.')
      },
    })
    const note = mount(RunNote, { props: { run: runSummary(1) }, global })
    await note.find('textarea').setValue('kept here')
    await note.find('textarea').trigger('blur')
    await flushPromises()
    expect(note.text()).toContain('Not saved')
    bridge.handlers['runs:note'] = ({ note: text }) => runSummary(1, { note: text })
    await note.find('textarea').trigger('blur')
    await flushPromises()
    expect(note.text()).not.toContain('Not saved')
  })
})

describe('how a run ended', () => {
  const outcome = (change: Parameters<typeof runSummary>[1]) =>
    mount(RunOutcome, { props: { detail: runDetail(runSummary(1, change)) }, global }).text()

  it('says why, and what was kept', () => {
    const text = outcome({
      status: 'crashed',
      reason: 'The process was killed.',
      epochsDone: 1,
      hasModel: false,
    })
    expect(text).toContain('The process was killed.')
    expect(text).toContain('1 finished epoch and')
    expect(text).toContain('No model was saved.')
  })

  it('leads to the live view while it trains, and says nothing when all went well', () => {
    expect(outcome({ status: 'running' })).toContain('Show it live')
    expect(outcome({ status: 'finished' })).toBe('')
  })
})

describe('the tab bar', () => {
  const tabs = [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B', note: '7' },
    { id: 'c', label: 'C' },
  ] as const

  it('moves with the arrows, round its ends', async () => {
    const bar = mount(TabBar, {
      props: {
        tabs,
        label: 'Parts',
        prefix: 'x',
        modelValue: 'a',
        'onUpdate:modelValue': (value: string) => bar.setProps({ modelValue: value }),
      },
      attachTo: document.body,
    })
    const press = (key: string) => bar.find('[tabindex="0"]').trigger('keydown', { key })
    await press('ArrowRight')
    await press('ArrowRight')
    await press('ArrowRight')
    await press('ArrowLeft')
    expect(bar.emitted('update:modelValue')).toEqual([['b'], ['c'], ['a'], ['c']])
    expect(document.activeElement?.id).toBe('x-tab-c')
    bar.unmount()
  })
})

describe('the model’s table', () => {
  it('has a row for each layer and adds up to the parameters of the run', () => {
    const table = mount(ModelTab, { props: { detail: runDetail(runSummary(1)) }, global })
    expect(table.findAll('tbody tr')).toHaveLength(8)
    expect(table.find('tfoot').text()).toContain('421\u202f642')
    expect(table.text()).toContain('14×14×64')
  })
})
