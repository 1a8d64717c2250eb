import { shallowRef, watch } from 'vue'
import type { Series } from '#contract/metrics'
import type { Failure } from '#contract/problem'
import { failureOf, request } from '../api'
import { bySeries, type SeriesColumns } from '../charts/series-columns'

/** More than a screen is wide, so that zooming in has something to show. */
const maxPoints = 20_000

/** Curves of a run; asked for again when `key` says that there is more. */
export function useRunCurves(runId: () => string, key: () => unknown, wanted: readonly Series[]) {
  const curves = shallowRef<Map<Series, SeriesColumns> | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    try {
      const points = await request('runs:metrics', {
        runId: runId(),
        series: [...wanted],
        maxPoints,
      })
      if (mine !== latest) return
      curves.value = bySeries(points)
      failure.value = null
    } catch (error) {
      if (mine === latest) failure.value = failureOf(error)
    }
  }

  watch(runId, () => (curves.value = failure.value = null))
  watch([runId, key], () => void load(), { immediate: true })
  return { curves, failure, load }
}
