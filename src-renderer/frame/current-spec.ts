import { shallowRef } from 'vue'
import { defaultExperiment, type ExperimentSpec } from '#contract/experiment-spec'

/**
 * The experiment that is being made, for the title line. The experiment page writes it; a number
 * whose field is empty is NaN.
 */
export const currentSpec = shallowRef<ExperimentSpec>(defaultExperiment())

export function showCurrentSpec(spec: ExperimentSpec): void {
  currentSpec.value = spec
}
