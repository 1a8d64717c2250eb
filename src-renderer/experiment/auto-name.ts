import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import { learnerKind } from '#contract/learner'

/** Name of an experiment that nobody named. */
export function autoName(spec: ExperimentSpec): string {
  const { name } = isNetwork(spec) ? spec.model : learnerKind(spec.learner)
  return `${spec.dataset.id.toUpperCase()} · ${name}`.slice(0, 120)
}

/** The changed experiment; its name goes along where it was still the given one. */
export function withAutoName<Spec extends ExperimentSpec>(before: Spec, after: Spec): Spec {
  const given = before.name === autoName(before) && after.name === before.name
  return given ? { ...after, name: autoName(after) } : after
}
