import type { Problem } from '#contract/problem'

/** Why a run was cut off, and what of it is kept. */
interface CutOffWords {
  appEnded: Problem
  interruptedTwice: Problem
  trainerGone: (code: number) => Problem
}

const problem = (code: string, message: string, values: Problem['values'] = {}): Problem => ({
  code,
  values,
  message,
})

const goneMessage = (code: number) => `The trainer process ended unexpectedly (exit code ${code}).`

const ofNetwork: CutOffWords = {
  appEnded: problem(
    'run.appEnded',
    'Inkbench ended while this run was training. Finished epochs are kept.',
  ),
  interruptedTwice: problem(
    'run.interruptedTwice',
    'Ended at once by a second interrupt; finished epochs are kept.',
  ),
  trainerGone: (code) =>
    problem('run.trainerGone', `${goneMessage(code)} Finished epochs are kept.`, { code }),
}

/** A classical learner has no epochs, and half of it is none. */
const ofFit: CutOffWords = {
  appEnded: problem(
    'run.appEndedFitting',
    'Inkbench ended while this learner was fitted. Nothing of the fit is kept.',
  ),
  interruptedTwice: problem(
    'run.fitInterruptedTwice',
    'Ended at once by a second interrupt; nothing of the fit is kept.',
  ),
  trainerGone: (code) =>
    problem('run.fitterGone', `${goneMessage(code)} Nothing of the fit is kept.`, { code }),
}

/** @param fits whether the run fits a classical learner; otherwise it trains a network */
export const cutOffWords = (fits: boolean): CutOffWords => (fits ? ofFit : ofNetwork)
