import type { NeighbourAccuracy } from '#contract/neighbours'
import type { PixelImportance } from '#contract/pixel-importance'

/** What was measured since the window opened, by run. */
export const keptAccuracies = new Map<string, NeighbourAccuracy>()
export const keptImportances = new Map<string, PixelImportance>()
