import type { Tensor, Variable } from '@tensorflow/tfjs'

/** How one weight moves by its gradient; state, where there is any, belongs to the weight. */
export interface UpdateRule {
  /** State that goes on from step to step. */
  readonly slots: readonly Variable[]
  /** Called once a step, before the weights. @param step counts from 1 */
  begin(step: number): void
  /** What to subtract from the weight at `index`, given its gradient. */
  change(index: number, gradient: Tensor, learningRate: number): Tensor
}
