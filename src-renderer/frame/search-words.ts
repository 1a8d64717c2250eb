import { formatDone, formatTimeLeft } from '../ui/format'
import type { ActiveSearch } from './active-search'
import type { Translate } from './phase-words'

/** How far a search is, in the same words wherever it is told. */
export function searchDone(t: Translate, { share }: ActiveSearch): string {
  return share > 0 ? formatDone(share) : t('frame.phases.preparing')
}

/** Null until it can be told. */
export function searchLeft(t: Translate, { secondsLeft }: ActiveSearch): string | null {
  return secondsLeft === null ? null : t('frame.status.left', { time: formatTimeLeft(secondsLeft) })
}
