import { basename } from 'node:path'
import type { io, LayersModel } from '@tensorflow/tfjs'
import { z } from 'zod'
import { WorkbenchError } from '#contract/problem'
import { damagedModel, readModelFile } from '../model-folder'
import type { Tensors } from '../native/tensorflow'

const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int().min(0)),
  dtype: z.literal('float32'),
})
const modelFileSchema = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z
    .array(z.object({ paths: z.array(z.string()).length(1), weights: z.array(weightSchema) }))
    .length(1),
})

/**
 * Loads a run's saved model: normalised images in, logits out. Whoever loads it disposes of it.
 * @throws WorkbenchError `model.missing` or `model.damaged`
 */
export async function loadModel(tf: Tensors, folder: string): Promise<LayersModel> {
  const text = await readModelFile(folder, 'model.json')
  try {
    const file = modelFileSchema.parse(JSON.parse(text.toString('utf8')))
    const [group] = file.weightsManifest
    const [path = ''] = group?.paths ?? []
    if (basename(path) !== path) throw new Error(`Its weights lie elsewhere: ${path}`)
    const bytes = await readModelFile(folder, path)
    const artifacts: io.ModelArtifacts = {
      modelTopology: file.modelTopology,
      weightSpecs: group?.weights ?? [],
      weightData: new Uint8Array(bytes).buffer,
    }
    // Without `await`, what it throws would not be seen here.
    return await tf.loadLayersModel(tf.io.fromMemory(artifacts))
  } catch (error) {
    if (error instanceof WorkbenchError) throw error
    throw damagedModel(folder, error)
  }
}
