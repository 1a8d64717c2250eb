import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useRun } from '../../../../src-renderer/runs/use-run'
import { fakeBridge } from '../../../support/renderer/fake-bridge'
import { runDetail, runSummary } from '../../../support/renderer/runs'

const runs = new Map([runSummary(1), runSummary(2)].map((run) => [run.id, run] as const))
const [first = '', second = ''] = [...runs.keys()]

function open() {
  const bridge = fakeBridge({
    'runs:get': ({ runId }) => {
      const run = runs.get(runId)
      if (!run) throw new Error('There is no such run.')
      return runDetail(run)
    },
  })
  const id = ref(first)
  const scope = effectScope()
  const used = scope.run(() => useRun(id))
  if (!used) throw new Error('The scope has ended.')
  return { bridge, id, ...used }
}
afterEach(() => void vi.unstubAllGlobals())

describe('one run', () => {
  it('is read, and read again when it changes', async () => {
    const { bridge, run } = open()
    await flushPromises()
    expect(run.value?.summary.name).toBe('Run 1')
    bridge.push('runs:changed', { runIds: [second] })
    expect(bridge.askedFor('runs:get')).toHaveLength(1)
    bridge.push('runs:changed', { runIds: [first] })
    bridge.push('runs:changed', { runIds: null })
    expect(bridge.askedFor('runs:get')).toHaveLength(3)
  })

  it('stays in view until the next has come', async () => {
    const { id, run } = open()
    await flushPromises()
    id.value = second
    expect(run.value?.summary.id).toBe(first)
    await flushPromises()
    expect(run.value?.summary.id).toBe(second)
  })

  it('that is gone leaves a failure and no other run behind', async () => {
    const { id, run, failure } = open()
    await flushPromises()
    id.value = 'run00000099'
    await flushPromises()
    expect(run.value).toBeNull()
    expect(failure.value?.message).toBe('There is no such run.')
  })
})
