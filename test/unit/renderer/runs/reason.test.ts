import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { RunEvent } from '../../../../src-preload/contract/run'
import { applyLocale, i18n } from '../../../../src-renderer/i18n'
import EventsTab from '../../../../src-renderer/runs/EventsTab.vue'
import RunOutcome from '../../../../src-renderer/runs/RunOutcome.vue'
import RunEnding from '../../../../src-renderer/training/RunEnding.vue'
import { runDetail, runSummary } from '../../../support/renderer/runs'

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:rest(.*)*', component: { template: '<p />' } }],
})
const global = { plugins: [i18n, router, createPinia()] }

const reason = {
  status: 'failed' as const,
  reason: 'The loss was no longer a finite number at step 12.',
  reasonCode: 'training.notFinite',
  reasonValues: { step: 12 },
}
const event = (change: Partial<RunEvent>): RunEvent => ({
  time: 1_700_000_063_000,
  step: 32,
  epoch: 2,
  kind: 'finished',
  message: 'Training finished after 32 steps.',
  code: 'event.finished',
  values: { steps: 32 },
  ...change,
})

describe('in a Chinese window', () => {
  beforeEach(() => {
    applyLocale('zh-CN')
  })
  afterEach(() => {
    applyLocale('en')
  })
  const detail = (change: Parameters<typeof runSummary>[1]) =>
    runDetail(runSummary(1, change), { events: [event({}), event({ code: null, values: {} })] })

  it('a run and its live ending say in Chinese why it failed', () => {
    const outcome = mount(RunOutcome, { props: { detail: detail(reason) }, global })
    const ending = mount(RunEnding, { props: { detail: detail(reason), starting: false }, global })
    for (const view of [outcome, ending]) {
      expect(view.text()).toContain('在第 12 步，损失不再是有限数值。')
      expect(view.text()).not.toContain('The loss')
    }
  })

  it('a run of an older version keeps its English sentence', () => {
    const old = { ...reason, reasonCode: null, reasonValues: null }
    const outcome = mount(RunOutcome, { props: { detail: detail(old) }, global })
    expect(outcome.text()).toContain(reason.reason)
  })

  it('events are told in Chinese, with time, step and epoch; older ones as they were written', () => {
    const rows = mount(EventsTab, { props: { detail: detail({}) }, global })
      .findAll('tbody tr')
      .map((row) => row.findAll('th, td').map((cell) => cell.text()))
    expect(rows[0]?.slice(0, 5)).toEqual([
      '完成',
      '训练完成，共 32 步。',
      '2.00',
      '32',
      '2.0\u202fs',
    ])
    expect(rows[1]?.[1]).toBe('Training finished after 32 steps.')
  })
})

it('of a run that was taken out of the queue stands where its ending is told', () => {
  const unqueued = {
    status: 'stopped' as const,
    reason: 'Taken out of the queue before it began.',
    reasonCode: 'run.unqueued',
    reasonValues: {},
    epochsDone: 0,
    hasModel: false,
  }
  const detail = runDetail(runSummary(1, unqueued))
  const text = 'Taken out of the queue before it began. No model was saved.'
  expect(mount(RunOutcome, { props: { detail }, global }).text()).toBe(text)
  expect(mount(RunEnding, { props: { detail, starting: false }, global }).text()).toContain(text)
})
