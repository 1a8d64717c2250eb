import type { TrainingState } from '#contract/training'
import type { Texts } from './texts'

export interface ClosingQuestion {
  title: string
  text: string
  stop: string
  stay: string
}

/** What closing would end and what of it is kept; null where it ends nothing. */
export function closingQuestion(
  { active, queue }: TrainingState,
  searching: boolean,
  { close }: Texts,
): ClosingQuestion | null {
  if (!active) return searching ? close.search : null
  // Half a network is one, half a learner is none.
  const words = active.epochs === 0 ? close.fit : close.train
  const text = words.text.replace('{name}', () => active.name)
  if (queue.length === 0) return { ...words, text }
  const waiting = queue.length === 1 ? close.oneWaits : close.moreWait
  return { ...words, text: `${text}\n\n${waiting.replace('{count}', `${queue.length}`)}` }
}
