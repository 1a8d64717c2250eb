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
import { encodeList, isLongList, type LongList } from './long-lists'

/** Integers alone; real numbers are wrapped, as ONNX tells 1 from 1.0. */
type ShortValue = number | readonly number[] | string | { float: number }
export type AttributeValue = ShortValue | LongList

/** What a tensor can be made of; its kind is that of the array. */
export type TensorValues = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array

/** A tensor as an initializer; little-endian bytes as the format asks. */
export function tensorProto(
  name: string,
  dims: readonly number[],
  values: TensorValues,
): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: dataTypeOf(values),
    // Whatever machine runs TensorFlow and onnxruntime is little-endian itself.
    rawData: new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength),
  })
}

function dataTypeOf(values: TensorValues): DataType {
  if (values instanceof Float32Array) return DataType.FLOAT
  if (values instanceof Float64Array) return DataType.DOUBLE
  if (values instanceof Int32Array) return DataType.INT32
  return values instanceof Uint8Array ? DataType.UINT8 : DataType.INT64
}

/** @param domain of the operator; '' is ONNX's own */
export function nodeProto(
  domain: string,
  type: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>>,
): NodeProto {
  return create(NodeProtoSchema, {
    domain,
    opType: type,
    name,
    input: [...inputs],
    output: [...outputs],
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
  if (!isLongList(value)) return create(AttributeProtoSchema, { name, ...content(value) })
  const { type, field } = encodeList(value)
  const made = create(AttributeProtoSchema, { name, type })
  made.$unknown = [field]
  return made
}

function content(value: ShortValue): MessageInitShape<typeof AttributeProtoSchema> {
  if (typeof value === 'number') return { type: AttributeType.INT, i: BigInt(value) }
  if (typeof value === 'string')
    return { type: AttributeType.STRING, s: new TextEncoder().encode(value) }
  if ('float' in value) return { type: AttributeType.FLOAT, f: value.float }
  return { type: AttributeType.INTS, ints: value.map(BigInt) }
}
