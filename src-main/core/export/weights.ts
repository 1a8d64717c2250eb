import { z } from 'zod'
import { WorkbenchError } from '#contract/problem'

const weightSpecSchema = z.strictObject({
  name: z.string().min(1),
  shape: z.array(z.number().int().min(0)).max(8),
  dtype: z.literal('float32'),
})
/** An entry of the weights manifest in `model.json`. */
export type WeightSpec = z.infer<typeof weightSpecSchema>

export interface SavedWeight {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** Checks the weight entries of `model.json`: unquantised float32 tensors, each name once. */
export function readWeightSpecs(entries: readonly unknown[]): readonly WeightSpec[] {
  const parsed = z.array(weightSpecSchema).safeParse(entries)
  if (!parsed.success) throw damagedModel('model.json', z.prettifyError(parsed.error))
  const names = new Set(parsed.data.map(({ name }) => name))
  if (names.size !== parsed.data.length) throw damagedModel('model.json', 'a weight is named twice')
  return parsed.data
}

/** Cuts the bytes of `weights.bin` into the tensors that the manifest names, in its order. */
export function decodeWeights(
  specs: readonly WeightSpec[],
  bytes: Uint8Array,
): ReadonlyMap<string, SavedWeight> {
  const needed = specs.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)
  if (needed !== bytes.length)
    throw damagedModel('weights.bin', `${bytes.length} bytes where ${needed} are needed`)
  // A copy of its own: the bytes may start anywhere, and floats have to lie on multiples of four.
  const all = new Float32Array(Uint8Array.from(bytes).buffer)
  if (!all.every(Number.isFinite))
    throw new WorkbenchError(
      'export.notFinite',
      'The model holds weights that are not numbers: its training diverged. Lower the learning rate and train again.',
    )
  const weights = new Map<string, SavedWeight>()
  let offset = 0
  for (const { name, shape } of specs) {
    const size = sizeOf(shape)
    weights.set(name, { shape, values: all.subarray(offset, offset + size) })
    offset += size
  }
  return weights
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

export function damagedModel(file: string, detail: string): WorkbenchError {
  return new WorkbenchError(
    'export.damagedModel',
    `The run’s saved model is damaged (${file}). Train again to get a whole one.`,
    { file },
    detail,
  )
}
