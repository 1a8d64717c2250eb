import type { ActiveRun } from '#contract/training'
import { formatTimeLeft } from '../ui/format'
import type { Translate } from './phase-words'

/** Whether what is counted is a limit, before which the fit ends as soon as it has converged. */
export const isOfLimit = ({ counted }: ActiveRun): boolean => counted?.unit === 'iterations'

/** What is left of the run, of a learner of what it does now: `7 s`, `at most 17 s`. */
export function timeLeftWords(t: Translate, run: ActiveRun): string {
  const time = formatTimeLeft(run.secondsLeft)
  return run.secondsLeft !== null && isOfLimit(run) ? t('frame.atMost', { time }) : time
}
