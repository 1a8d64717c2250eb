import { createHash } from 'node:crypto'
import { z } from 'zod'
import { learnerSchema, type Learner } from '#contract/learner'
import { damagedModel, readModelFile, writeModelFolder } from '../model-folder'
import { arrayKindNames, arrayKinds, type ArrayKind, type StoredArrays } from './stored-arrays'

const kindSchema = z.enum(arrayKindNames)
const headSchema = z.object({
  format: z.literal('inkbench-learner'),
  version: z.literal(1),
  learner: learnerSchema,
  arrays: z.array(
    z.object({
      name: z.string(),
      kind: kindSchema,
      length: z.number().int().min(0),
      /** In bytes from the file's begin; a multiple of eight. */
      offset: z.number().int().min(0).multipleOf(8),
    }),
  ),
})

/** Of all else in the two files: a tree whose nodes lead in a circle would never answer. */
const sealSchema = z.looseObject({ sha256: z.string() })

const headFile = 'learner.json'
const arraysFile = 'arrays.bin'

/**
 * Writes what a learner keeps: `learner.json` and its arrays, little-endian, in `arrays.bin`.
 * @returns bytes on disk
 * @throws WorkbenchError `model.diskFull` or `model.notWritable`
 */
export async function saveLearner(
  learner: Learner,
  arrays: StoredArrays,
  folder: string,
): Promise<number> {
  let offset = 0
  const parts = Object.entries(arrays).map(([name, values]) => {
    const place = { name, kind: kindOf(values), length: values.length, offset }
    offset += Math.ceil(values.byteLength / 8) * 8
    return { place, values }
  })
  const bytes = new Uint8Array(offset)
  for (const { place, values } of parts)
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), place.offset)
  const head = {
    format: 'inkbench-learner',
    version: 1,
    learner,
    arrays: parts.map(({ place }) => place),
  }
  const sealed = JSON.stringify({ ...head, sha256: checksum(head, bytes) })
  return writeModelFolder(folder, { [arraysFile]: bytes, [headFile]: sealed })
}

/**
 * @param restore makes the learner; what it throws means that the files are not those of one
 * @throws WorkbenchError `model.missing` or `model.damaged`
 */
export async function readLearner<Result>(
  folder: string,
  restore: (learner: Learner, arrays: StoredArrays) => Result,
): Promise<Result> {
  const [text, file] = await Promise.all([
    readModelFile(folder, headFile),
    readModelFile(folder, arraysFile),
  ])
  try {
    const sealed: unknown = JSON.parse(text.toString('utf8'))
    const { sha256, ...head } = sealSchema.parse(sealed)
    if (sha256 !== checksum(head, file)) throw new Error('The files are not what was written.')
    const { learner, arrays } = headSchema.parse(head)
    // A buffer of its own: what Node reads small files into is shared and not aligned.
    const bytes = new Uint8Array(file).buffer
    const read = arrays.map(({ name, kind, offset, length }) => {
      return [name, new arrayKinds[kind](bytes, offset, length)] as const
    })
    return restore(learner, Object.fromEntries(read))
  } catch (error) {
    throw damagedModel(folder, error)
  }
}

const checksum = (head: object, bytes: Uint8Array) =>
  createHash('sha256').update(JSON.stringify(head)).update(bytes).digest('hex')

function kindOf(values: StoredArrays[string]): ArrayKind {
  const found = arrayKindNames.find((kind) => values instanceof arrayKinds[kind])
  if (!found) throw new Error('An array of numbers that cannot be stored.')
  return found
}
