import { shallowRef, watch, type Ref } from 'vue'
import type { PrincipalComponents } from '#contract/principal-components'
import type { Failure } from '#contract/problem'
import { failureOf, request } from '../api'

/** The principal components of a run; loaded once, for all that is worked out of them here. */
export function useComponents(runId: Readonly<Ref<string>>) {
  const components = shallowRef<PrincipalComponents | null>(null)
  const failure = shallowRef<Failure | null>(null)

  async function load(): Promise<void> {
    const asked = runId.value
    components.value = null
    failure.value = null
    try {
      const answer = await request('learner:components', { runId: asked })
      if (asked === runId.value) components.value = answer
    } catch (error) {
      if (asked === runId.value) failure.value = failureOf(error)
    }
  }
  watch(runId, load, { immediate: true })
  return { components, failure, load }
}
