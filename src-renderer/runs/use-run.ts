import { shallowRef, watch, type Ref } from 'vue'
import type { Failure } from '#contract/problem'
import type { RunDetail } from '#contract/run'
import { failureOf, request, useListen } from '../api'

/** One run in full, asked for again at each change of it. */
export function useRun(runId: Readonly<Ref<string>>) {
  const run = shallowRef<RunDetail | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    try {
      const found = await request('runs:get', { runId: runId.value })
      if (mine !== latest) return
      run.value = found
      failure.value = null
    } catch (error) {
      if (mine !== latest) return
      if (run.value?.summary.id !== runId.value) run.value = null
      failure.value = failureOf(error)
    }
  }

  // The run before stays in view for the moment until the next has come: no flicker while one
  // goes through the list.
  watch(runId, () => void load(), { immediate: true })
  useListen('runs:changed', ({ runIds }) => {
    if (!runIds || runIds.includes(runId.value)) void load()
  })
  return { run, failure, load }
}
