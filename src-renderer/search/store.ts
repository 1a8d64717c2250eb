import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Failure } from '#contract/problem'
import type { SvmScores, SvmSearch, SvmSearchResult } from '#contract/svm-search'
import { failureOf, request, useListen } from '../api'
import { showActiveSearch } from '../frame/active-search'
import type { MeasuredSearch } from './expected-time'
import type { SearchDraft } from './search-draft'

/** A search from its start on: what is known of it stays when it has ended. */
export interface SearchOutcome {
  search: SvmSearch
  /** `ended` before all was scored: cancelled, or by a run that began. */
  status: 'running' | 'done' | 'ended' | 'failed'
  share: number
  secondsLeft: number | null
  scores: SvmScores | null
  best: SvmSearchResult['best'] | null
  /** Of the whole search; null where it did not come to its end. */
  seconds: number | null
  failure: Failure | null
}

const endedCodes = ['search.cancelled', 'search.yielded']

/** The search for C and gamma, its settings and its result. Lives as long as the window. */
export const useSearch = defineStore('search', () => {
  const open = ref(false)
  const draft = shallowRef<SearchDraft | null>(null)
  /** The search under way, or the last. */
  const outcome = shallowRef<SearchOutcome | null>(null)
  /** The last before it that has scores: they stay until it has its first. */
  const before = shallowRef<SearchOutcome | null>(null)
  const result = computed(() => (outcome.value?.scores ? outcome.value : before.value))
  /** The last that came to its end. */
  const measured = shallowRef<MeasuredSearch | null>(null)
  const running = computed(() => outcome.value?.status === 'running')

  watch(outcome, (now) => showActiveSearch(now?.status === 'running' ? now : null))

  function update(change: Partial<SearchOutcome>): void {
    if (outcome.value) outcome.value = { ...outcome.value, ...change }
  }

  useListen('search:progress', (progress) => {
    if (running.value) update(progress)
  })

  async function run(search: SvmSearch): Promise<void> {
    if (running.value) return
    before.value = result.value
    const nothing = { scores: null, best: null, seconds: null, failure: null }
    outcome.value = { search, status: 'running', share: 0, secondsLeft: null, ...nothing }
    try {
      const { best, seconds, ...scores } = await request('search:run', search)
      measured.value = { search, seconds }
      update({ status: 'done', share: 1, secondsLeft: null, scores, best, seconds })
    } catch (error) {
      const failure = failureOf(error)
      update({ status: endedCodes.includes(failure.code) ? 'ended' : 'failed', failure })
    }
  }

  /** The scores so far stay. */
  function cancel(): void {
    // Where it cannot be told, it goes on, and its end is told.
    request('search:cancel').catch(() => undefined)
  }

  return { open, draft, outcome, result, measured, running, run, cancel }
})
