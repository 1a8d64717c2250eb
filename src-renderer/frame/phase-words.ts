import type { ActiveRun } from '#contract/training'
import { formatShare } from '../ui/format'

type Translate = (key: string, values?: Record<string, unknown>) => string

/**
 * What a run does now. A learner does each in one go, so how far it is belongs to that alone:
 * `Fitting 97.8 %`, then `Testing 18.9 %`.
 */
export function phaseWords(t: Translate, { phase, epochs, step, steps }: ActiveRun): string {
  if (epochs > 0) return t(`frame.phases.${phase}`)
  const name = t(`frame.phases.${phase === 'training' ? 'fitting' : phase}`)
  return steps > 0 ? t('frame.phaseShare', { phase: name, share: formatShare(step / steps) }) : name
}
