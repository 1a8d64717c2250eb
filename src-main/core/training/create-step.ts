import type { Execution } from '#contract/run'
import { nodeBackend } from '../native/operations'
import { CompiledStep } from './compiled-step'
import { EagerStep } from './eager-step'
import { NotRecordable } from './graph'
import { chooseTowers } from './tower-choice'
import type { StepParts, TrainingStep } from './training-step'

export interface CreatedStep {
  step: TrainingStep
  execution: Execution
}

export interface StepChoice {
  /** Sizes of the batches that will come, the usual one first. */
  sizes: readonly number[]
  /** Null takes what is fastest here. */
  towers: number | null
  /** Where it is kept what is fastest. */
  file: string
}

/** The step as a graph; operation by operation where it cannot be one, and the reason. */
export function createStep(parts: StepParts, { sizes, towers, file }: StepChoice): CreatedStep {
  const eager = (reason: string): CreatedStep => ({
    step: new EagerStep(parts),
    execution: { execution: 'eager', towers: 1, executionReason: reason },
  })
  if (!nodeBackend(parts.tf)) return eager('TensorFlow is not native here.')
  try {
    const chosen = towers ?? chooseTowers(parts, sizes[0] ?? 1, file)
    const step = new CompiledStep(parts, chosen, sizes)
    const execution = { execution: 'compiled' as const, towers: chosen, executionReason: null }
    return { step, execution }
  } catch (error) {
    if (error instanceof NotRecordable) return eager(error.message)
    throw error
  }
}
