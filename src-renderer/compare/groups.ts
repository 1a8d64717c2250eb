import { isNetwork } from '#contract/experiment-spec'
import type { RunDetail } from '#contract/run'

/** In their order from above. */
export const rowGroups = [
  'results',
  'configuration',
  'networks',
  'learners',
  'environment',
] as const
export type RowGroup = (typeof rowGroups)[number]

/** Closed until somebody wants them: beside each value there is nothing to compare it with. */
export const foldedAtFirst: readonly RowGroup[] = ['networks', 'learners']

/**
 * Where a setting stands: by itself if networks and learners are compared, and only one of them
 * has it.
 * @param texts what each of the runs has, null where it has none
 */
export function groupOfSetting(
  runs: readonly RunDetail[],
  texts: readonly (string | null)[],
): RowGroup {
  const kinds = (of: readonly RunDetail[]) => new Set(of.map(({ spec }) => isNetwork(spec)))
  const having = kinds(runs.filter((_, at) => texts[at] !== null))
  if (having.size > 1 || kinds(runs).size < 2) return 'configuration'
  return having.has(true) ? 'networks' : 'learners'
}
