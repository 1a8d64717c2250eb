import { shallowRef } from 'vue'

export interface ActiveSearch {
  /** Done of the whole, 0 to 1. */
  share: number
  secondsLeft: number | null
}

/** The search under way, for the frame; the search writes it. */
export const activeSearch = shallowRef<ActiveSearch | null>(null)

export function showActiveSearch(search: ActiveSearch | null): void {
  activeSearch.value = search
}
