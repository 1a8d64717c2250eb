import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import type { UpdateRule } from './update-rule'

const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-8

/** Adam: Kingma and Ba, “Adam: a method for stochastic optimization”, 2015, Algorithm 1. */
export class AdamRule implements UpdateRule {
  private readonly firstMoments: Variable[]
  private readonly secondMoments: Variable[]
  private step = 0

  constructor(tf: Tensors, variables: readonly Variable[]) {
    const zeros = () =>
      variables.map((variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false)))
    this.firstMoments = zeros()
    this.secondMoments = zeros()
  }

  begin() {
    this.step += 1
  }

  change(index: number, gradient: Tensor, learningRate: number): Tensor {
    const first = this.firstMoments[index]
    const second = this.secondMoments[index]
    if (!first || !second) throw new Error(`Adam has no moments for weight ${index}.`)
    first.assign(first.mul(beta1).add(gradient.mul(1 - beta1)))
    second.assign(second.mul(beta2).add(gradient.square().mul(1 - beta2)))
    // Both corrections for the start from zero are numbers: they go into the rate and the epsilon.
    const correction = Math.sqrt(1 - beta2 ** this.step)
    const rate = (learningRate * correction) / (1 - beta1 ** this.step)
    return first.mul(rate).div(second.sqrt().add(epsilon * correction))
  }

  dispose() {
    for (const moment of [...this.firstMoments, ...this.secondMoments]) moment.dispose()
  }
}
