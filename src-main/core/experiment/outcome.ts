import type { RunResult } from '#contract/training'

/** What a run of either kind tells at its end. */
export type Outcome = Omit<RunResult, 'peakMemoryBytes'>
