import { shallowRef, watch, type Ref } from 'vue'
import type { Failure } from '#contract/problem'
import type { RunListQuery, RunSummary } from '#contract/run'
import { failureOf, request, useListen } from '../api'

/**
 * The runs that match a query, kept up to date; changes that come together are asked for once.
 * @param counts false where nobody wants to know how many runs there are in all
 */
export function useRunList(
  query: Readonly<Ref<Partial<RunListQuery>>>,
  { counts = true }: { counts?: boolean } = {},
) {
  const runs = shallowRef<readonly RunSummary[] | null>(null)
  /** All runs, found or not; null until known. */
  const total = shallowRef<number | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let asking = false
  let stale = false

  async function load(): Promise<void> {
    if (asking) {
      stale = true
      return
    }
    asking = true
    try {
      do {
        stale = false
        await ask()
      } while (stale)
    } finally {
      asking = false
    }
  }

  async function ask(): Promise<void> {
    const asked = query.value
    try {
      const found = await request('runs:list', asked)
      const all = counts && asked.search ? (await request('runs:list', {})).length : found.length
      if (stale) return
      runs.value = found
      total.value = all
      failure.value = null
    } catch (error) {
      failure.value = failureOf(error)
    }
  }

  watch(query, () => void load(), { immediate: true })
  useListen('runs:changed', () => void load())
  return { runs, total, failure, load }
}
