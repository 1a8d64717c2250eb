import type { DrawStep } from '../dataset/draws'

/**
 * Where a run's random layers stand. Masks depend on seed and step only, so that a run that goes
 * on from a checkpoint draws what it would have drawn.
 */
export interface StepRandomness {
  readonly seed: number
  /** Which draw comes next: optimiser steps done, or a tensor while a step is recorded. */
  step: DrawStep
}
