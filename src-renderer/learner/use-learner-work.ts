import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { LearnerProgress } from '#contract/learner-work'
import type { Failure } from '#contract/problem'
import { failureOf, request, useListen } from '../api'

/**
 * Has something worked out of a run's learner when asked; it ends when the run is left.
 * @param kept answers by run: an ended run does not change
 */
export function useLearnerWork<Result>(
  runId: Readonly<Ref<string>>,
  ask: (runId: string) => Promise<Result>,
  kept: Map<string, Result>,
) {
  const result = shallowRef<Result | null>(null)
  const progress = shallowRef<LearnerProgress | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const working = shallowRef(false)
  let attempt = 0

  useListen('learner:progress', (value) => {
    if (working.value && value.runId === runId.value) progress.value = value
  })

  async function start(): Promise<void> {
    if (working.value) return
    const mine = ++attempt
    const asked = runId.value
    working.value = true
    failure.value = null
    try {
      const answer = await ask(asked)
      kept.set(asked, answer)
      if (mine === attempt) result.value = answer
    } catch (error) {
      if (mine === attempt) failure.value = failureOf(error)
    }
    if (mine !== attempt) return
    working.value = false
    progress.value = null
  }

  function end(id: string): void {
    if (!working.value) return
    attempt += 1
    working.value = false
    progress.value = null
    request('learner:cancel', { runId: id }).catch(() => undefined)
  }
  const cancel = () => end(runId.value)

  watch(
    runId,
    (now, before) => {
      if (before !== undefined) end(before)
      result.value = kept.get(now) ?? null
      failure.value = null
    },
    { immediate: true },
  )
  onScopeDispose(cancel)
  return { result, progress, failure, working, start, cancel }
}
