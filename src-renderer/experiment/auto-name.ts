import type { ExperimentSpec } from '#contract/experiment-spec'

/** Name of an experiment that nobody named. */
export function autoName({ dataset, model }: Pick<ExperimentSpec, 'dataset' | 'model'>): string {
  return `${dataset.id.toUpperCase()} · ${model.name}`.slice(0, 120)
}

/** The changed experiment; its name goes along where it was still the given one. */
export function withAutoName(before: ExperimentSpec, after: ExperimentSpec): ExperimentSpec {
  const given = before.name === autoName(before) && after.name === before.name
  return given ? { ...after, name: autoName(after) } : after
}
