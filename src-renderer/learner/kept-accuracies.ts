import type { NeighbourAccuracy } from '#contract/neighbours'

/** What was measured since the window opened, by run. */
export const keptAccuracies = new Map<string, NeighbourAccuracy>()
