import { watch, type Ref } from 'vue'
import { request } from '../api'

/** Has the run's model loaded before it is asked anything. What fails is told by the first question. */
export function usePreparedModel(runId: Readonly<Ref<string | null>>): void {
  watch(
    runId,
    (id) => {
      if (id) request('predict:prepare', { runId: id }).catch(() => undefined)
    },
    { immediate: true },
  )
}
