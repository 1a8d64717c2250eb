import { ref, shallowRef, watch, type Ref } from 'vue'
import type { ExperimentSpec } from '#contract/experiment-spec'
import type { Failure } from '#contract/problem'
import type { Probe } from '#contract/training'
import { failureOf, request } from '../api'

/**
 * Measures the experiment by a few of its steps when asked; forgotten when it changes.
 * @param spec an experiment that could be started, else null
 */
export function useProbe(
  spec: Readonly<Ref<ExperimentSpec | null>>,
  onFailure: (failure: Failure) => void,
) {
  const probe = shallowRef<Probe | null>(null)
  const measuring = ref(false)
  let asked = 0

  async function measure(): Promise<void> {
    if (!spec.value || measuring.value) return
    const mine = ++asked
    measuring.value = true
    try {
      const answer = await request('training:probe', spec.value)
      if (mine === asked) probe.value = answer
    } catch (error) {
      const failure = failureOf(error)
      if (mine === asked && failure.code !== 'probe.cancelled') onFailure(failure)
    }
    if (mine === asked) measuring.value = false
  }

  function cancel(): void {
    asked += 1
    measuring.value = false
    void request('training:cancelProbe').catch(() => undefined)
  }

  watch(
    () => JSON.stringify(spec.value && { ...spec.value, name: '' }),
    () => {
      probe.value = null
      if (measuring.value) cancel()
    },
  )
  return { probe, measuring, measure, cancel }
}
