import { givesVotes, imagesLearnedFrom } from '#contract/experiment-spec'
import type { RunDetail, RunSummary } from '#contract/run'
import {
  formatAccuracy,
  formatBytes,
  formatCount,
  formatDuration,
  formatLoss,
  formatRate,
} from '../ui/format'

/** What is better: more, less, or neither. */
export type Direction = 'higher' | 'lower' | 'none'

export interface Metric {
  key: MetricKey
  direction: Direction
  format: (value: number) => string
  /** A difference, without its sign. */
  formatDelta: (value: number) => string
}

/** What is compared of a run: what the store sums up, and what its spec says. */
export type RunFigures = RunSummary & { trainingImages: number | null; votes: boolean }

export const figuresOf = ({ summary, spec }: Pick<RunDetail, 'summary' | 'spec'>): RunFigures => ({
  ...summary,
  trainingImages: imagesLearnedFrom(spec),
  votes: givesVotes(spec),
})

export type MetricKey =
  | 'trainingImages'
  | 'testAccuracy'
  | 'testLoss'
  | 'validationAccuracy'
  | 'validationLoss'
  | 'epochsDone'
  | 'seconds'
  | 'fitSeconds'
  | 'predictSeconds'
  | 'supportVectors'
  | 'outOfBagAccuracy'
  | 'imagesPerSecond'
  | 'peakMemoryBytes'
  | 'parameters'
  | 'multiplyAdds'
  | 'diskBytes'

/** Shares differ by percentage points, not by per cent of each other. */
const points = (share: number) => (share * 100).toFixed(2)

function metric(
  key: MetricKey,
  direction: Direction,
  format: (value: number) => string,
  formatDelta = format,
): Metric {
  return { key, direction, format, formatDelta }
}

/** Figures of a run in the order in which they are compared. */
export const metrics: readonly Metric[] = [
  metric('testAccuracy', 'higher', formatAccuracy, points),
  metric('testLoss', 'lower', formatLoss),
  metric('validationAccuracy', 'higher', formatAccuracy, points),
  metric('validationLoss', 'lower', formatLoss),
  metric('outOfBagAccuracy', 'higher', formatAccuracy, points),
  metric('trainingImages', 'none', formatCount),
  metric('epochsDone', 'none', formatCount),
  metric('seconds', 'lower', formatDuration),
  metric('fitSeconds', 'lower', formatDuration),
  metric('predictSeconds', 'lower', formatDuration),
  metric('imagesPerSecond', 'higher', formatRate),
  metric('peakMemoryBytes', 'lower', formatBytes),
  metric('supportVectors', 'none', formatCount),
  metric('parameters', 'none', formatCount),
  metric('multiplyAdds', 'none', formatCount),
  metric('diskBytes', 'none', formatBytes),
]

/** Figures of training by steps, which a learner that is fitted once does not have. */
const ofNetworks: readonly MetricKey[] = ['epochsDone', 'imagesPerSecond', 'multiplyAdds']

/** Null where the run has no such figure. */
export function figureOf(run: RunFigures, key: MetricKey): number | null {
  return run.epochsPlanned === 0 && ofNetworks.includes(key) ? null : run[key]
}

/** Whether the figure means the same in all: a loss of votes is none of probabilities. */
export function isOneScale(key: MetricKey, runs: readonly RunFigures[]): boolean {
  if (key !== 'testLoss' && key !== 'validationLoss') return true
  const known = runs.filter((run) => figureOf(run, key) !== null)
  return new Set(known.map(({ votes }) => votes)).size < 2
}

export interface Delta {
  /** With its sign; a true minus. */
  text: string
  verdict: 'better' | 'worse' | 'other'
}

/** How a figure differs from the baseline's; null where there is nothing to tell. */
export function delta(metric: Metric, value: number | null, baseline: number | null): Delta | null {
  if (value === null || baseline === null) return null
  const difference = value - baseline
  const size = metric.formatDelta(Math.abs(difference))
  // A difference that rounds to nothing is none, nor is one between figures that read the same.
  if (!/[1-9]/.test(size) || metric.format(value) === metric.format(baseline)) return null
  const text = `${difference > 0 ? '+' : '−'}${size}`
  if (metric.direction === 'none') return { text, verdict: 'other' }
  const better = difference > 0 === (metric.direction === 'higher')
  return { text, verdict: better ? 'better' : 'worse' }
}

/** The best value among runs as it reads; null where none is better, or they cannot be compared. */
export function best(metric: Metric, runs: readonly RunFigures[]): string | null {
  if (metric.direction === 'none' || !isOneScale(metric.key, runs)) return null
  const values = runs.flatMap((run) => figureOf(run, metric.key) ?? [])
  if (new Set(values.map(metric.format)).size < 2) return null
  return metric.format(metric.direction === 'higher' ? Math.max(...values) : Math.min(...values))
}
