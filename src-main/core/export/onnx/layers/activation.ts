import type { Activation } from '#contract/model-spec'
import type { GraphBuilder, GraphValue } from '../graph'

const operators = { relu: 'Relu', tanh: 'Tanh', sigmoid: 'Sigmoid' } as const

export function activate(
  graph: GraphBuilder,
  activation: Activation,
  owner: string,
  input: GraphValue,
): GraphValue {
  if (activation === 'linear') return input
  return { name: graph.node(operators[activation], owner, [input.name]), shape: input.shape }
}
