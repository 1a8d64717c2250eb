import { roundWork, searchRounds, type SvmSearch } from '#contract/svm-search'

/** A search that came to its end, and its seconds. */
export interface MeasuredSearch {
  search: SvmSearch
  seconds: number
}

/** Seconds that a search will take, told from an earlier one; null where there was none. */
export function expectedSeconds(
  search: SvmSearch,
  measured: MeasuredSearch | null,
  classes: number,
): number | null {
  if (!measured) return null
  return (measured.seconds * workOf(search, classes)) / workOf(measured.search, classes)
}

function workOf(search: SvmSearch, classes: number): number {
  const rounds = searchRounds(search, classes)
  return rounds.reduce((sum, round) => sum + search.folds * roundWork(round), 0)
}
