import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { WorkbenchError } from '#contract/problem'
import {
  damagedModel,
  decodeWeights,
  readWeightSpecs,
  type SavedWeight,
  type WeightSpec,
} from './weights'

/** A TF.js layers model as it lies on disk, read without TensorFlow. */
export interface SavedModel {
  /** The model's graph as TF.js wrote it, unread. */
  readonly topology: unknown
  readonly weightSpecs: readonly WeightSpec[]
  readonly weightBytes: Uint8Array
  /** Weights by TF.js's names, `<layer>/<weight>`, in the file's layout: HWIO and [in, out]. */
  readonly weights: ReadonlyMap<string, SavedWeight>
}

const modelFileSchema = z.looseObject({
  modelTopology: z.looseObject({}),
  weightsManifest: z.array(
    z.looseObject({ paths: z.array(z.string().min(1)), weights: z.array(z.unknown()) }),
  ),
})

/**
 * Reads `model.json` and its weight files from a run's model folder.
 * @see https://www.tensorflow.org/js/guide/save_load for the format.
 * @throws WorkbenchError `export.noModel` where there is none, `export.damagedModel` where it
 * cannot be what was saved, `export.notFinite` where training left NaN or infinity in it.
 */
export async function readSavedModel(folder: string): Promise<SavedModel> {
  const text = await readModelFile(folder, 'model.json')
  const parsed = modelFileSchema.safeParse(parseJson(text.toString('utf8')))
  if (!parsed.success) throw damagedModel('model.json', z.prettifyError(parsed.error))
  const { modelTopology, weightsManifest } = parsed.data
  const files: Uint8Array[] = []
  for (const { paths } of weightsManifest)
    for (const path of paths) {
      // A model lies in one folder; a path that leads elsewhere was put there by somebody.
      if (basename(path) !== path) throw damagedModel('model.json', `weights path “${path}”`)
      files.push(await readModelFile(folder, path))
    }
  const weightSpecs = readWeightSpecs(weightsManifest.flatMap(({ weights }) => weights))
  const weightBytes = Buffer.concat(files)
  return {
    topology: modelTopology,
    weightSpecs,
    weightBytes,
    weights: decodeWeights(weightSpecs, weightBytes),
  }
}

/** Gives a layer's weight after checking its shape. */
export function weightOf(
  saved: SavedModel,
  layer: string,
  name: string,
  shape: readonly number[],
): Float32Array {
  const weight = saved.weights.get(`${layer}/${name}`)
  if (!weight) throw damagedModel('model.json', `no weight “${layer}/${name}”`)
  if (weight.shape.join() !== shape.join())
    throw damagedModel(
      'model.json',
      `“${layer}/${name}” is ${weight.shape.join('×')} and has to be ${shape.join('×')}`,
    )
  return weight.values
}

async function readModelFile(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name))
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!absent) throw damagedModel(name, String(error))
    if (name !== 'model.json') throw damagedModel(name, 'the file is missing')
    throw new WorkbenchError(
      'export.noModel',
      'This run has no saved model: it ended before one was written.',
    )
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw damagedModel('model.json', String(error))
  }
}
