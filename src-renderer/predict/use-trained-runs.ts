import { shallowRef } from 'vue'
import type { Failure } from '#contract/problem'
import type { RunSummary } from '#contract/run'
import { failureOf, request, useListen } from '../api'

/** Runs that can predict, the most accurate first and the newest of equals; null while loading. */
export function useTrainedRuns() {
  const runs = shallowRef<RunSummary[] | null>(null)
  const failure = shallowRef<Failure | null>(null)

  async function load(): Promise<void> {
    try {
      const all = await request('runs:list', { sortBy: 'testAccuracy', descending: true })
      failure.value = null
      runs.value = all
        .filter((run) => run.hasModel)
        .sort(
          (one, other) =>
            (other.testAccuracy ?? -1) - (one.testAccuracy ?? -1) || other.number - one.number,
        )
    } catch (error) {
      failure.value = failureOf(error)
    }
  }
  void load()
  useListen('runs:changed', load)

  return { runs, failure, load }
}
