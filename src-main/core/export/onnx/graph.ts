import type { Shape } from '#contract/shape-inference'
import type { NodeProto, TensorProto } from './generated/onnx-ml_pb'
import { floatTensor, nodeProto, type AttributeValue } from './protobuf'

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

/** Collects nodes and initializers. Names of layers hold no “/”, so that none can collide. */
export class GraphBuilder {
  readonly nodes: NodeProto[] = []
  readonly initializers: TensorProto[] = []

  /** Adds one node and returns the name of its output. */
  node(
    type: string,
    owner: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    output = `${owner}/${type}`,
  ): string {
    this.nodes.push(nodeProto(type, `${owner}/${type}`, inputs, output, attributes))
    return output
  }

  /** Adds a constant float32 tensor and returns its name. */
  constant(owner: string, name: string, dims: readonly number[], values: Float32Array): string {
    const tensor = `${owner}/${name}`
    this.initializers.push(floatTensor(tensor, dims, values))
    return tensor
  }
}
