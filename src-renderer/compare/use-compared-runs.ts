import { shallowRef, watch, type Ref } from 'vue'
import type { Series } from '#contract/metrics'
import type { Failure } from '#contract/problem'
import type { RunDetail } from '#contract/run'
import { failureOf, request, useListen } from '../api'
import { bySeries, type SeriesColumns } from '../charts/series-columns'

export interface ComparedRun {
  detail: RunDetail
  curves: Map<Series, SeriesColumns>
}

const series: Series[] = ['train.loss', 'train.accuracy', 'validation.loss', 'validation.accuracy']
/** A curve is one of many here. */
const maxPoints = 4_000

/** The chosen runs with their curves, in the order of the ids; runs that are gone are left out. */
export function useComparedRuns(ids: Readonly<Ref<readonly string[]>>) {
  const runs = shallowRef<readonly ComparedRun[] | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const known = new Map<string, ComparedRun>()
  let latest = 0

  async function read(runId: string): Promise<ComparedRun> {
    const [detail, points] = await Promise.all([
      request('runs:get', { runId }),
      request('runs:metrics', { runId, series, maxPoints }),
    ])
    return { detail, curves: bySeries(points) }
  }

  async function load(): Promise<void> {
    const mine = ++latest
    const missing = ids.value.filter((id) => !known.has(id))
    const results = await Promise.allSettled(missing.map(read))
    if (mine !== latest) return
    let problem: Failure | null = null
    results.forEach((result, index) => {
      const id = missing[index] ?? ''
      if (result.status === 'fulfilled') known.set(id, result.value)
      else problem ??= failureOf(result.reason)
    })
    runs.value = ids.value.flatMap((id) => known.get(id) ?? [])
    failure.value = problem
  }

  watch(ids, () => void load(), { immediate: true })
  useListen('runs:changed', ({ runIds }) => {
    const touched = runIds ?? [...known.keys()]
    if (!touched.some((id) => ids.value.includes(id))) return
    for (const id of touched) known.delete(id)
    void load()
  })
  return { runs, failure, load }
}
