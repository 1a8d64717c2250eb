import { fromBinary, toBinary } from '@bufbuild/protobuf'
import { describe, expect, it } from 'vitest'
import { NodeProtoSchema } from '#core/export/onnx/generated/onnx-ml_pb'
import { nodeProto, type AttributeValue } from '#core/export/onnx/protobuf'

/** An attribute as a reader of the file finds it. */
function read(value: AttributeValue) {
  const node = nodeProto('ai.onnx.ml', 'Test', 'test', [], [], { value })
  const [found] = fromBinary(NodeProtoSchema, toBinary(NodeProtoSchema, node)).attribute
  if (!found) throw new Error('no attribute')
  expect(found.$unknown).toBeUndefined()
  return found
}

describe('long lists of an attribute', () => {
  it('of whole numbers are read as they were', () => {
    const values = [0, 1, 127, 128, 300, 16_384, 2 ** 21, 2 ** 28, 2 ** 31 - 1]
    expect(read(Int32Array.from(values)).ints).toEqual(values.map(BigInt))
  })

  it('of reals are read as they were', () => {
    const values = [0, -1.5, 0.25, 1e30, Number.MIN_VALUE]
    const floats = Float32Array.from(values)
    expect(read(floats).floats).toEqual([...floats])
  })

  it('of texts are read as they were', () => {
    const values = ['LEAF', 'BRANCH_LEQ', 'LEAF', '', '叶'.repeat(60), 'LEAF']
    const decoder = new TextDecoder()
    expect(read(values).strings.map((bytes) => decoder.decode(bytes))).toEqual(values)
  })
})
