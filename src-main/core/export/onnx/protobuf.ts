import { create, type MessageInitShape } from '@bufbuild/protobuf'
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './generated/onnx-ml_pb'

/** Integers alone; real numbers are wrapped, as ONNX tells 1 from 1.0. */
export type AttributeValue = number | readonly number[] | string | { float: number }

/** A float32 tensor as an initializer; little-endian bytes as the format asks. */
export function floatTensor(
  name: string,
  dims: readonly number[],
  values: Float32Array,
): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: DataType.FLOAT,
    rawData: littleEndianBytes(values),
  })
}

export function nodeProto(
  type: string,
  name: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, AttributeValue>>,
): NodeProto {
  return create(NodeProtoSchema, {
    opType: type,
    name,
    input: [...inputs],
    output: [output],
    attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
  })
}

/** A float32 graph input or output; a string stands for an axis of any length. */
export function floatValue(name: string, dims: readonly (number | string)[]): ValueInfoProto {
  const dim = dims.map((size) => ({
    value:
      typeof size === 'string'
        ? { case: 'dimParam' as const, value: size }
        : { case: 'dimValue' as const, value: BigInt(size) },
  }))
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: { case: 'tensorType', value: { elemType: DataType.FLOAT, shape: { dim } } },
    },
  })
}

function attribute(name: string, value: AttributeValue): AttributeProto {
  return create(AttributeProtoSchema, { name, ...content(value) })
}

function content(value: AttributeValue): MessageInitShape<typeof AttributeProtoSchema> {
  if (typeof value === 'number') return { type: AttributeType.INT, i: BigInt(value) }
  if (typeof value === 'string')
    return { type: AttributeType.STRING, s: new TextEncoder().encode(value) }
  if ('float' in value) return { type: AttributeType.FLOAT, f: value.float }
  return { type: AttributeType.INTS, ints: value.map(BigInt) }
}

function littleEndianBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  values.forEach((value, index) => {
    view.setFloat32(index * 4, value, true)
  })
  return bytes
}
