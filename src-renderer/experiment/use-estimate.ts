import { watchDebounced } from '@vueuse/core'
import { shallowRef, type Ref } from 'vue'
import type { ExperimentSpec } from '#contract/experiment-spec'
import type { Estimate } from '#contract/training'
import { request, useListen } from '../api'

/** While somebody types, the store is not asked for each key. */
const quietMs = 250

/**
 * What training the experiment will cost; asked anew when it or the run history changes.
 * @param spec an experiment that could be started, else null
 */
export function useEstimate(spec: Readonly<Ref<ExperimentSpec | null>>) {
  const estimate = shallowRef<Estimate | null>(null)
  const failed = shallowRef(false)
  let asked = 0

  async function load(): Promise<void> {
    const mine = ++asked
    if (!spec.value) {
      estimate.value = null
      return
    }
    try {
      const answer = await request('training:estimate', spec.value)
      if (mine !== asked) return
      estimate.value = answer
      failed.value = false
    } catch {
      // A cost that is not known keeps nobody from training.
      if (mine === asked) failed.value = true
    }
  }
  watchDebounced(spec, load, { debounce: quietMs, immediate: true })
  useListen('runs:changed', () => void load())

  return { estimate, failed }
}
