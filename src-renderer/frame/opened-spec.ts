import { shallowRef } from 'vue'
import type { ExperimentSpec } from '#contract/experiment-spec'

export interface OpenedSpec {
  spec: ExperimentSpec
  /** Where it was read from; null for what has no file. */
  path: string | null
}

/**
 * The experiment that was opened last, by dialog, double click, drop, or “train again” of a run.
 * The experiment page watches it; a new object each time, so that the same file opens twice.
 */
export const openedSpec = shallowRef<OpenedSpec | null>(null)

/** Hands an experiment to the experiment page. */
export function openSpec(spec: ExperimentSpec, path: string | null = null): void {
  openedSpec.value = { spec, path }
}
