import { shallowRef, watch, type Ref } from 'vue'
import type { DatasetSummary } from '#contract/dataset'
import type { Failure } from '#contract/problem'
import { failureOf, request } from '../api'

/** The summary of a data set; null while it is loaded or where that failed. */
export function useSummary(datasetId: Ref<string>) {
  const summary = shallowRef<DatasetSummary | null>(null)
  const failure = shallowRef<Failure | null>(null)

  async function load(): Promise<void> {
    const asked = datasetId.value
    summary.value = null
    failure.value = null
    try {
      const loaded = await request('dataset:summary', { datasetId: asked })
      if (asked === datasetId.value) summary.value = loaded
    } catch (error) {
      if (asked === datasetId.value) failure.value = failureOf(error)
    }
  }
  watch(datasetId, load, { immediate: true })

  return { summary, failure, load }
}
