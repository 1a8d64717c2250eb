import { availableParallelism } from 'node:os'
import type { Environment } from '#contract/run'
import { nodeBackend } from '../native/operations'
import { CompiledStep } from './compiled-step'
import { EagerStep } from './eager-step'
import { NotRecordable } from './graph'
import type { StepParts, TrainingStep } from './training-step'

export interface CreatedStep {
  step: TrainingStep
  execution: NonNullable<Environment['execution']>
}

/**
 * The step as a graph; operation by operation where it cannot be one, and the reason.
 * @param sizes of the batches that will come
 */
export function createStep(parts: StepParts, sizes: readonly number[]): CreatedStep {
  const towers = availableParallelism()
  const one = (reason: string): CreatedStep => ({
    step: new EagerStep(parts),
    execution: { kind: 'eager', towers: 1, reason },
  })
  if (!nodeBackend(parts.tf)) return one('TensorFlow is not native here.')
  try {
    const step = new CompiledStep(parts, towers, sizes)
    return { step, execution: { kind: 'compiled', towers, reason: null } }
  } catch (error) {
    if (error instanceof NotRecordable) return one(error.message)
    throw error
  }
}
