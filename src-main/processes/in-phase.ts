import type { ActiveRun, TrainingPhase } from '#contract/training'

/** The run in its next phase. A learner does each in one go: its progress begins anew with it. */
export function inPhase(run: ActiveRun, phase: TrainingPhase): ActiveRun {
  return run.epochs > 0
    ? { ...run, phase }
    : { ...run, phase, step: 0, steps: 0, secondsLeft: null, counted: null }
}
