import type { ActiveRun } from '#contract/training'
import { formatDone } from '../ui/format'

export type Translate = (key: string, values?: Record<string, unknown>) => string

/**
 * What a run does now. A learner does each in one go, so how far it is belongs to that alone:
 * `Fitting 97 %`, then `Testing 18 %`.
 */
export function phaseWords(t: Translate, { phase, epochs, step, steps }: ActiveRun): string {
  if (epochs > 0) return t(`frame.phases.${phase}`)
  const name = t(`frame.phases.${phase === 'training' ? 'fitting' : phase}`)
  if (steps === 0) return name
  return t('frame.phaseShare', { phase: name, done: formatDone(step / steps) })
}
