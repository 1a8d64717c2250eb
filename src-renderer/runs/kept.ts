import type { RunSummary } from '#contract/run'

type Translate = (key: string, values?: Record<string, unknown>, plural?: number) => string

/** What a run that did not finish leaves, in a sentence or two. */
export function keptWords(t: Translate, run: RunSummary): string {
  const { epochsDone, epochsPlanned, hasModel } = run
  const model = t(hasModel ? 'runs.keptModel' : 'runs.noModel')
  // A learner has no epochs.
  if (epochsPlanned === 0) return model
  if (epochsDone === 0) return `${t('runs.noEpoch')} ${model}`
  return `${t('runs.keptEpochs', { count: epochsDone }, epochsDone)} ${model}`
}
