import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** TensorFlow's numbers of types, as its graphs name them. */
export const dataType = {
  float32: 1,
  int32: 3,
  uint8: 4,
  bool: 10,
  bfloat16: 14,
  float16: 19,
} as const

/** The value of a node's attribute in TensorFlow's `AttrValue`. */
export type AttributeValue =
  | { type: number }
  | { integer: number }
  | { float: number }
  | { flag: boolean }
  | { text: string }
  | { shape: readonly number[] }
  | { integers: readonly number[] }
  | { tensor: { type: number; shape: readonly number[]; bytes: Uint8Array } }

export interface NodeDef {
  name: string
  operation: string
  /** `node`, `node:output`, or `^node` for one that only has to run before. */
  inputs: readonly string[]
  attributes: Readonly<Record<string, AttributeValue>>
}

/** Tag by which the graph is found again in its file. */
export const graphTag = 'graph'
/** Version of graph semantics that the operations here are written for. */
const producer = 1087

/**
 * A SavedModel that holds one graph and no variables' values.
 * Field numbers after tensorflow/core/protobuf/{saved_model,meta_graph}.proto and
 * tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape}.proto.
 */
export function savedModelBytes(nodes: readonly NodeDef[]): Uint8Array {
  const model = new BinaryWriter()
  model.tag(1, WireType.Varint).int64(1)
  within(model, 2, () => {
    within(model, 1, () => model.tag(4, WireType.LengthDelimited).string(graphTag))
    within(model, 2, () => {
      for (const node of nodes) within(model, 1, () => writeNode(model, node))
      within(model, 4, () => model.tag(1, WireType.Varint).int32(producer))
    })
  })
  return model.finish()
}

function within(writer: BinaryWriter, field: number, write: () => void) {
  writer.tag(field, WireType.LengthDelimited).fork()
  write()
  writer.join()
}

function writeNode(writer: BinaryWriter, { name, operation, inputs, attributes }: NodeDef) {
  const text = (field: number, value: string) =>
    writer.tag(field, WireType.LengthDelimited).string(value)
  text(1, name)
  text(2, operation)
  for (const input of inputs) text(3, input)
  for (const [key, value] of Object.entries(attributes))
    within(writer, 5, () => {
      text(1, key)
      within(writer, 2, () => writeValue(writer, value))
    })
}

function writeValue(writer: BinaryWriter, value: AttributeValue) {
  if ('text' in value) writer.tag(2, WireType.LengthDelimited).string(value.text)
  else if ('integer' in value) writer.tag(3, WireType.Varint).int64(value.integer)
  else if ('float' in value) writer.tag(4, WireType.Bit32).float(value.float)
  else if ('flag' in value) writer.tag(5, WireType.Varint).bool(value.flag)
  else if ('type' in value) writer.tag(6, WireType.Varint).int32(value.type)
  else if ('shape' in value) within(writer, 7, () => writeShape(writer, value.shape))
  else if ('integers' in value)
    within(writer, 1, () => {
      for (const each of value.integers) writer.tag(3, WireType.Varint).int64(each)
    })
  else {
    const { type, shape, bytes } = value.tensor
    within(writer, 8, () => {
      writer.tag(1, WireType.Varint).int32(type)
      within(writer, 2, () => writeShape(writer, shape))
      writer.tag(4, WireType.LengthDelimited).bytes(bytes)
    })
  }
}

function writeShape(writer: BinaryWriter, shape: readonly number[]) {
  for (const size of shape) within(writer, 2, () => writer.tag(1, WireType.Varint).int64(size))
}
