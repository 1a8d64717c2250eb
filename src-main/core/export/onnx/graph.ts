import type { Shape } from '#contract/shape-inference'
import type { NodeProto, TensorProto } from './generated/onnx-ml_pb'
import { nodeProto, tensorProto, type AttributeValue, type TensorValues } from './protobuf'

/**
 * A tensor of the graph. `shape` is the contract's, [height, width, channels] or
 * [features]; in the file an image lies as [N, channels, height, width].
 */
export interface GraphValue {
  readonly name: string
  readonly shape: Shape
}

/** The trained weights of one layer; the shape that is asked for is checked. */
export type LayerWeights = (name: string, shape: readonly number[]) => Float32Array

type Attributes = Readonly<Record<string, AttributeValue>>

/** Operators that classical learners have and networks do not. */
export const learnersDomain = 'ai.onnx.ml'

/** Collects nodes and initializers. Names of layers hold no “/”, so that none can collide. */
export class GraphBuilder {
  readonly nodes: NodeProto[] = []
  readonly initializers: TensorProto[] = []

  /** Adds one node and returns the name of its output. */
  node(
    type: string,
    owner: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    output = `${owner}/${type}`,
  ): string {
    this.nodes.push(nodeProto('', type, `${owner}/${type}`, inputs, [output], attributes))
    return output
  }

  /** Adds a node that gives several values, and returns their names. */
  severalOf<const Outputs extends readonly string[]>(
    outputs: Outputs,
    type: string,
    owner: string,
    inputs: readonly string[],
    attributes: Attributes,
    domain = '',
  ): { [Place in keyof Outputs]: string } {
    const names = outputs.map((output) => `${owner}/${output}`)
    this.nodes.push(nodeProto(domain, type, `${owner}/${type}`, inputs, names, attributes))
    return names as { [Place in keyof Outputs]: string }
  }

  /** Gives a value that no node reads another name. */
  rename(value: string, name: string): void {
    for (const node of this.nodes)
      node.output = node.output.map((output) => (output === value ? name : output))
  }

  /** Adds a constant tensor and returns its name. */
  constant(owner: string, name: string, dims: readonly number[], values: TensorValues): string {
    const tensor = `${owner}/${name}`
    this.initializers.push(tensorProto(tensor, dims, values))
    return tensor
  }
}
