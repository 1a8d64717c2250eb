import type { RunSummary } from '#contract/run'
import { problemText, type Translate as TranslateProblem } from '../ui/problem-text'
import { reasonOf } from './reason'

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

/** Where a run was stopped, or why before it began, and whether its model is there. */
export function stoppedWords(t: Translate & TranslateProblem, run: RunSummary): string {
  const { epochsDone: done, epochsPlanned: planned, hasModel, reason } = run
  const model = t(hasModel ? 'runs.keptModel' : 'runs.noModel')
  if (reason !== null) return `${problemText(t, reasonOf(run, reason))} ${model}`
  return planned === 0 ? model : `${t('runs.outcome.stopped', { done, planned })} ${model}`
}
