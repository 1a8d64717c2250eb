import { runsMigration } from './010-runs'
import { metricPointsMigration } from './020-metric-points'
import { evaluationsMigration } from './030-evaluations'
import { sentencesMigration } from './040-sentences'
import { checkpointsMigration } from './050-checkpoints'
import { fitsMigration } from './060-fits'
import { fitFindingsMigration } from './070-fit-findings'
import { fitIterationsMigration } from './080-fit-iterations'
import type { Migration } from './migration'

export type { Migration } from './migration'

/** In their order; an older store goes through those that it lacks. */
export const migrations: readonly Migration[] = [
  runsMigration,
  metricPointsMigration,
  evaluationsMigration,
  sentencesMigration,
  checkpointsMigration,
  fitsMigration,
  fitFindingsMigration,
  fitIterationsMigration,
]

export const newestVersion = Math.max(...migrations.map(({ version }) => version))
