import { shallowRef, watch, type Ref } from 'vue'
import type { Failure } from '#contract/problem'
import { failureOf } from '../api'

/** What there is to know of a run, loaded once and anew for the next run. */
export function useOfRun<Answer>(
  runId: Readonly<Ref<string>>,
  ask: (runId: string) => Promise<Answer>,
) {
  const answer = shallowRef<Answer | null>(null)
  const failure = shallowRef<Failure | null>(null)

  async function load(): Promise<void> {
    const asked = runId.value
    answer.value = null
    failure.value = null
    try {
      const given = await ask(asked)
      if (asked === runId.value) answer.value = given
    } catch (error) {
      if (asked === runId.value) failure.value = failureOf(error)
    }
  }
  watch(runId, load, { immediate: true })
  return { answer, failure, load }
}
