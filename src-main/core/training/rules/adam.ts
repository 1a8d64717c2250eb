import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import type { UpdateRule } from './update-rule'

export const beta1 = 0.9
export const beta2 = 0.999
const epsilon = 1e-8

/**
 * Both corrections for the start from zero are numbers: they go into the rate and the epsilon.
 * @param step counts from 1
 */
export function adamFactors(step: number): { rate: number; epsilon: number } {
  const correction = Math.sqrt(1 - beta2 ** step)
  return { rate: correction / (1 - beta1 ** step), epsilon: epsilon * correction }
}

/** Adam: Kingma and Ba, “Adam: a method for stochastic optimization”, 2015, Algorithm 1. */
export class AdamRule implements UpdateRule {
  /** First and second moment of each weight in turns. */
  readonly slots: Variable[]
  private step = 0

  constructor(tf: Tensors, variables: readonly Variable[]) {
    const zeros = (variable: Variable) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false))
    this.slots = variables.flatMap((variable) => [zeros(variable), zeros(variable)])
  }

  begin(step: number) {
    this.step = step
  }

  change(index: number, gradient: Tensor, learningRate: number): Tensor {
    const [first, second] = this.slots.slice(2 * index, 2 * index + 2)
    if (!first || !second) throw new Error(`Adam has no moments for weight ${index}.`)
    first.assign(first.mul(beta1).add(gradient.mul(1 - beta1)))
    second.assign(second.mul(beta2).add(gradient.square().mul(1 - beta2)))
    const factors = adamFactors(this.step)
    return first.mul(learningRate * factors.rate).div(second.sqrt().add(factors.epsilon))
  }
}
