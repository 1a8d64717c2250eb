import type { SvmSearchProgress } from '#contract/svm-search'
import { searchExperiment, type SearchOrder } from '#core/experiment'

/** What the search process does; it is ended from outside where it is not to go on. */
export function searchMethods(tell: (progress: SvmSearchProgress) => void) {
  return {
    search: (order: SearchOrder) => searchExperiment(order, new AbortController().signal, tell),
  }
}

export type SearchMethods = ReturnType<typeof searchMethods>
