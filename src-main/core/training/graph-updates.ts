import { decouplesDecay, type Recipe } from '#contract/recipe'
import {
  control,
  dataType,
  itemAt,
  scalarFeed,
  type Feed,
  type GraphBuilder,
  type GraphVariable,
  type Value,
} from './graph'
import { adamFactors, beta1, beta2 } from './rules/adam'

/** The optimiser inside a graph, by TensorFlow's own update operations. */
export interface GraphUpdates {
  /** What it keeps between steps, beside the weights. */
  slots: GraphVariable[]
  /** @returns the nodes that have to run for the step to happen */
  apply(gradients: readonly Value[]): Value[]
  /** @param step counts from 1 */
  feeds(learningRate: number, step: number): Feed[]
}

export interface GraphWeight {
  variable: GraphVariable
  decays: boolean
}

const T = { T: { type: dataType.float32 } }

/** The same rules as `Optimizer`; see there for what weight decay means to each. */
export function graphUpdates(
  graph: GraphBuilder,
  weights: readonly GraphWeight[],
  { optimizer, weightDecay }: Pick<Recipe, 'optimizer' | 'weightDecay'>,
): GraphUpdates {
  const input = (label: string) => graph.placeholder(dataType.float32, [], label)
  const slots: GraphVariable[] = []
  const slot = ({ shape }: GraphVariable) => {
    const made = graph.variable(dataType.float32, shape, `slot_${slots.length}`)
    slots.push(made)
    return made.handle
  }
  const learningRate = input('learning_rate')
  const decoupled = decouplesDecay(optimizer)

  const decayed = ({ variable, decays }: GraphWeight, gradient: Value): Value => {
    if (decoupled || !decays || weightDecay === 0) return gradient
    const pull = graph.add('Mul', [variable.read, graph.scalar(weightDecay)], T)
    return graph.add('AddV2', [gradient, pull], T)
  }
  /** Runs before the step itself. */
  const shrink = ({ variable, decays }: GraphWeight): string[] => {
    if (!decoupled || !decays || weightDecay === 0) return []
    const share = graph.add('Mul', [learningRate, graph.scalar(weightDecay)], T)
    const loss = graph.add('Mul', [variable.read, share], T)
    const inputs = [variable.handle, loss]
    return [control(graph.add('AssignSubVariableOp', inputs, { dtype: T.T }))]
  }
  if ('momentum' in optimizer) {
    const { momentum } = optimizer
    const velocities = momentum === 0 ? [] : weights.map(({ variable }) => slot(variable))
    return {
      slots,
      apply: (gradients) =>
        weights.map((weight, i) => {
          const gradient = decayed(weight, itemAt(gradients, i))
          const { handle } = weight.variable
          const [operation, inputs] =
            momentum === 0
              ? ['ResourceApplyGradientDescent', [handle, learningRate, gradient]]
              : [
                  'ResourceApplyMomentum',
                  [handle, itemAt(velocities, i), learningRate, gradient, graph.scalar(momentum)],
                ]
          return graph.add(operation, [...inputs, ...shrink(weight)], T)
        }),
      feeds: (rate) => [scalarFeed(learningRate, rate)],
    }
  }

  const moments = weights.map(({ variable }) => [slot(variable), slot(variable)] as const)
  const powers = [input('beta1_power'), input('beta2_power')] as const
  const epsilon = input('epsilon')
  return {
    slots,
    apply: (gradients) =>
      weights.map((weight, i) => {
        const { handle } = weight.variable
        const [first, second] = itemAt(moments, i)
        const betas = [graph.scalar(beta1), graph.scalar(beta2)]
        const gradient = decayed(weight, itemAt(gradients, i))
        const inputs = [handle, first, second, ...powers, learningRate, ...betas, epsilon, gradient]
        return graph.add('ResourceApplyAdam', [...inputs, ...shrink(weight)], T)
      }),
    feeds(rate, step) {
      return [
        scalarFeed(learningRate, rate),
        scalarFeed(powers[0], beta1 ** step),
        scalarFeed(powers[1], beta2 ** step),
        scalarFeed(epsilon, adamFactors(step).epsilon),
      ]
    },
  }
}
