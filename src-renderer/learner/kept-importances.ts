import type { PixelImportance } from '#contract/pixel-importance'

/** What was measured since the window opened, by run. */
export const keptImportances = new Map<string, PixelImportance>()
