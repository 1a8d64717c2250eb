import type { Tensor, Variable } from '@tensorflow/tfjs'
import { decouplesDecay, type Recipe } from '#contract/recipe'
import type { TrainableWeight } from '../model/build'
import type { Tensors } from '../native/tensorflow'
import { AdamRule } from './rules/adam'
import { SgdRule } from './rules/sgd'
import type { UpdateRule } from './rules/update-rule'

/**
 * Moves weights by their gradients. Weight decay is decoupled for SGDW and AdamW (Loshchilov and
 * Hutter, 2019) and an L2 term of the gradient for the others; it takes kernels only.
 */
export class Optimizer {
  private readonly rule: UpdateRule
  private readonly decoupled: boolean

  constructor(
    private readonly tf: Tensors,
    private readonly weights: readonly TrainableWeight[],
    private readonly recipe: Pick<Recipe, 'optimizer' | 'weightDecay'>,
  ) {
    const { optimizer } = recipe
    const variables = weights.map(({ variable }) => variable)
    this.decoupled = decouplesDecay(optimizer)
    this.rule =
      'momentum' in optimizer
        ? new SgdRule(tf, variables, optimizer.momentum)
        : new AdamRule(tf, variables)
  }

  get variables(): Variable[] {
    return this.weights.map(({ variable }) => variable)
  }

  /** What it keeps between steps. */
  get slots(): readonly Variable[] {
    return this.rule.slots
  }

  /** @param gradients in the order of the weights; @param step counts from 1 */
  apply(gradients: readonly Tensor[], learningRate: number, step: number) {
    const { tf, rule, decoupled } = this
    const { weightDecay } = this.recipe
    rule.begin(step)
    for (const [index, { variable, decays }] of this.weights.entries()) {
      const gradient = gradients[index]
      if (!gradient) throw new Error(`There is no gradient for ${variable.name}.`)
      const decay = decays ? weightDecay : 0
      tf.tidy(() => {
        const pulled = decay > 0 && !decoupled ? gradient.add(variable.mul(decay)) : gradient
        const change = rule.change(index, pulled, learningRate)
        const shrunk = decay > 0 && decoupled ? variable.mul(1 - learningRate * decay) : variable
        variable.assign(shrunk.sub(change))
      })
    }
  }

  dispose() {
    for (const slot of this.slots) slot.dispose()
  }
}
