import { shallowRef } from 'vue'
import type { Failure } from '#contract/problem'
import type { RunDetail } from '#contract/run'
import { failureOf, request, useListen } from '../api'

/** What the store knows of one run: figures of its epochs, events, outcome. Follows its changes. */
export function useWatchedRun() {
  const runId = shallowRef<string | null>(null)
  const detail = shallowRef<RunDetail | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let loading = false
  let again = false

  async function load(): Promise<void> {
    // One request at a time; a change meanwhile is fetched after it.
    again = true
    if (loading) return
    loading = true
    while (again && runId.value !== null) {
      again = false
      const asked = runId.value
      try {
        const answer = await request('runs:get', { runId: asked })
        if (asked === runId.value) {
          detail.value = answer
          failure.value = null
        }
      } catch (error) {
        if (asked === runId.value) failure.value = failureOf(error)
      }
    }
    loading = false
  }

  function watchRun(id: string | null): void {
    if (id === runId.value) return
    runId.value = id
    detail.value = null
    failure.value = null
    void load()
  }

  useListen('runs:changed', ({ runIds }) => {
    if (runId.value !== null && (runIds === null || runIds.includes(runId.value))) void load()
  })

  return { runId, detail, failure, watchRun, load }
}
