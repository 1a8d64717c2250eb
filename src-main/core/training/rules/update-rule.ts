import type { Tensor } from '@tensorflow/tfjs'

/** How one weight moves by its gradient; state, where there is any, belongs to the weight. */
export interface UpdateRule {
  /** Called once a step, before the weights. */
  begin(): void
  /** What to subtract from the weight at `index`, given its gradient. */
  change(index: number, gradient: Tensor, learningRate: number): Tensor
  dispose(): void
}
