import { WireType } from '@bufbuild/protobuf/wire'
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
} from './generated/onnx-ml_pb'

/** Reals, whole numbers from 0 on, or texts: at least one. */
export type LongList = Float32Array | Int32Array | readonly string[]

interface EncodedField {
  no: number
  wireType: WireType
  /** What stands behind the tag. */
  data: Uint8Array
}

export function isLongList(value: unknown): value is LongList {
  return ArrayBuffer.isView(value) || (Array.isArray(value) && typeof value[0] === 'string')
}

/**
 * A list of an `AttributeProto` as protobuf writes it, made here for lists of millions of entries:
 * the library would hold an object for each. It travels as a field that the library does not look
 * into; whoever reads the file finds `floats`, `ints` or `strings`.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function encodeList(values: LongList): { type: AttributeType; field: EncodedField } {
  if (values instanceof Float32Array)
    return { type: AttributeType.FLOATS, field: encoded('floats', withLength(bytesOf(values))) }
  if (values instanceof Int32Array)
    return { type: AttributeType.INTS, field: encoded('ints', withLength(varints(values))) }
  return { type: AttributeType.STRINGS, field: encoded('strings', texts(values)) }
}

function encoded(name: 'floats' | 'ints' | 'strings', data: Uint8Array): EncodedField {
  const no = AttributeProtoSchema.field[name].number
  return { no, wireType: WireType.LengthDelimited, data }
}

/** Numbers stand behind one tag and their bytes' length: readers take them so or with a tag each. */
function withLength(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint(bytes.length), bytes])
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function varints(values: Int32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * longestVarint)
  let end = 0
  for (const value of values) end = writeVarint(bytes, end, value)
  return bytes.subarray(0, end)
}

/** Each with a tag of its own, but for the first, whose tag the library writes. */
function texts(values: readonly string[]): Uint8Array {
  const tag = varint((AttributeProtoSchema.field.strings.number << 3) | WireType.LengthDelimited)
  const encodedOf = new Map<string, Uint8Array>()
  let length = 0
  for (const text of values) {
    const known = encodedOf.get(text) ?? Buffer.concat([tag, withLength(Buffer.from(text))])
    encodedOf.set(text, known)
    length += known.length
  }
  const all = new Uint8Array(length)
  let end = 0
  for (const text of values) {
    const bytes = encodedOf.get(text) ?? tag
    all.set(bytes, end)
    end += bytes.length
  }
  return all.subarray(tag.length)
}

/** Of a number below 2³¹. */
const longestVarint = 5

function varint(value: number): Uint8Array {
  const bytes = new Uint8Array(longestVarint)
  return bytes.subarray(0, writeVarint(bytes, 0, value))
}

/** @returns where the next one begins */
function writeVarint(bytes: Uint8Array, start: number, value: number): number {
  let end = start
  let rest = value
  for (; rest > 0x7f; rest >>>= 7) {
    bytes[end] = (rest & 0x7f) | 0x80
    end += 1
  }
  bytes[end] = rest
  return end + 1
}
