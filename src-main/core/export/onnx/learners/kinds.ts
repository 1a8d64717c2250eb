import { TensorProto_DataType as DataType } from '../generated/onnx-ml_pb'
import type { GraphBuilder } from '../graph'

/** Nodes that turn numbers into another kind; named by what they give. */
const caster = (type: DataType) => (graph: GraphBuilder, value: string, owner: string) =>
  graph.node('Cast', `${owner}/${DataType[type].toLowerCase()}`, [value], { to: type })

export const floatOf = caster(DataType.FLOAT)
export const doubleOf = caster(DataType.DOUBLE)
export const wholeOf = caster(DataType.INT32)
export const byteOf = caster(DataType.UINT8)
