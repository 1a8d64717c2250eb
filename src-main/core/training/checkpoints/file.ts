import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checkpointHeadSchema, type Checkpoint } from './checkpoint'

/** Magic, SHA-256 of the rest, length of the head; then head (JSON) and values (float32). */
const magic = Buffer.from('INKBENCH CHECKPOINT 1\n')
const hashBytes = 32
const headAt = magic.length + hashBytes + 4

const fileHeadSchema = z.strictObject({
  head: checkpointHeadSchema,
  /** Of each array of values. */
  lengths: z.array(z.number().int().min(0)),
})

export function encodeCheckpoint({ head, values }: Checkpoint): Buffer {
  const text = { head, lengths: values.map(({ length }) => length) }
  // JSON has no NaN and no infinity; a checkpoint holds neither.
  const json = Buffer.from(JSON.stringify(text))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  const numbers = values.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  )
  const rest = [length, json, ...numbers]
  const hash = createHash('sha256')
  for (const part of rest) hash.update(part)
  return Buffer.concat([magic, hash.digest(), ...rest])
}

/** @returns null where the bytes are not those of a whole checkpoint */
export function decodeCheckpoint(bytes: Buffer): Checkpoint | null {
  if (bytes.length < headAt || !bytes.subarray(0, magic.length).equals(magic)) return null
  const rest = bytes.subarray(magic.length + hashBytes)
  const told = bytes.subarray(magic.length, magic.length + hashBytes)
  if (!createHash('sha256').update(rest).digest().equals(told)) return null
  const valuesAt = headAt + bytes.readUInt32LE(headAt - 4)
  const parsed = fileHeadSchema.safeParse(jsonIn(bytes.subarray(headAt, valuesAt)))
  if (!parsed.success) return null
  const { head, lengths } = parsed.data
  let at = valuesAt
  const values = lengths.map((length) => {
    const part = Uint8Array.prototype.slice.call(bytes, at, at + 4 * length)
    at += 4 * length
    return new Float32Array(part.buffer)
  })
  return at === bytes.length ? { head, values } : null
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
