import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunListQuery, RunSummary } from '#contract/run'
import { useRunList } from '../../../../src-renderer/runs/use-run-list'
import { fakeBridge } from '../../../support/renderer/fake-bridge'
import { runSummary } from '../../../support/renderer/runs'

const all = [runSummary(3), runSummary(2), runSummary(1, { name: 'Special' })]
const answer = ({ search }: Pick<RunListQuery, 'search'>) =>
  all.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))

function open(handler: (query: RunListQuery) => RunSummary[] | Promise<RunSummary[]> = answer) {
  const bridge = fakeBridge({ 'runs:list': handler })
  const query = ref<Partial<RunListQuery>>({ search: '' })
  const scope = effectScope()
  const list = scope.run(() => useRunList(query))
  if (!list) throw new Error('The scope has ended.')
  return { bridge, query, list, scope }
}
afterEach(() => void vi.unstubAllGlobals())

describe('the list of runs', () => {
  it('knows what is shown and how many there are', async () => {
    const { list, query } = open()
    await flushPromises()
    expect(list.runs.value).toHaveLength(3)
    query.value = { search: 'special' }
    await flushPromises()
    expect(list.runs.value?.map(({ name }) => name)).toEqual(['Special'])
    expect(list.total.value).toBe(3)
  })

  it('asks once for changes that come together', async () => {
    const { bridge, list } = open()
    await flushPromises()
    for (let count = 0; count < 20; count++) bridge.push('runs:changed', { runIds: null })
    await flushPromises()
    expect(bridge.askedFor('runs:list').length).toBeLessThanOrEqual(3)
    expect(list.runs.value).toHaveLength(3)
  })

  it('shows the newest question’s answer, not a slower one’s', async () => {
    const waiting: (() => void)[] = []
    const { list, query } = open(async (asked) => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      return answer(asked)
    })
    query.value = { search: 'special' }
    await flushPromises()
    while (waiting.length) {
      waiting.shift()?.()
      await flushPromises()
    }
    expect(list.runs.value?.map(({ name }) => name)).toEqual(['Special'])
  })

  it('keeps what it has when a later question fails, and says so', async () => {
    const { bridge, list } = open()
    await flushPromises()
    bridge.handlers['runs:list'] = () => {
      throw new Error('The disk is gone.')
    }
    await list.load()
    expect(list.failure.value?.message).toBe('The disk is gone.')
    expect(list.runs.value).toHaveLength(3)
  })

  it('stops listening with its page', () => {
    const { bridge, scope } = open()
    expect(bridge.listening('runs:changed')).toBe(1)
    scope.stop()
    expect(bridge.listening('runs:changed')).toBe(0)
  })
})
