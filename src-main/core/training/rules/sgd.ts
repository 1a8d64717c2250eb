import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import type { UpdateRule } from './update-rule'

/** Stochastic gradient descent with heavy-ball momentum: v ← μ·v + g, w ← w − η·v. */
export class SgdRule implements UpdateRule {
  readonly slots: Variable[]

  constructor(
    tf: Tensors,
    variables: readonly Variable[],
    private readonly momentum: number,
  ) {
    this.slots =
      momentum === 0
        ? []
        : variables.map((variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)))
  }

  begin() {
    // Nothing depends on the step.
  }

  change(index: number, gradient: Tensor, learningRate: number): Tensor {
    const velocity = this.slots[index]
    if (!velocity) return gradient.mul(learningRate)
    velocity.assign(velocity.mul(this.momentum).add(gradient))
    return velocity.mul(learningRate)
  }
}
