/**
 * Where a run's random layers stand. Masks depend on seed and step only, so that a run that goes
 * on from a checkpoint draws what it would have drawn.
 */
export interface StepRandomness {
  readonly seed: number
  /** Optimiser steps done; the trainer moves it on. */
  step: number
}
