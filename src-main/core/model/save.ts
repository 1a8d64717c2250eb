import type { io, LayersModel } from '@tensorflow/tfjs'
import { writeModelFolder } from '../model-folder'
import type { Tensors } from '../native/tensorflow'

/**
 * Writes `model.json` and `weights.bin` (a TF.js layers model, logits out).
 * @returns bytes on disk
 * @throws WorkbenchError `model.diskFull` or `model.notWritable`
 */
export async function saveModel(tf: Tensors, model: LayersModel, folder: string): Promise<number> {
  let bytes = 0
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      bytes = await writeModelFolder(folder, filesOf(artifacts))
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
    }),
  )
  return bytes
}

function filesOf(artifacts: io.ModelArtifacts): Record<string, string | Uint8Array> {
  const { modelTopology, weightSpecs, weightData, format, generatedBy } = artifacts
  const parts = Array.isArray(weightData) ? weightData : [weightData ?? new ArrayBuffer(0)]
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
  const file = { format, generatedBy, convertedBy: null, modelTopology, weightsManifest }
  return {
    'weights.bin': Buffer.concat(parts.map((part) => new Uint8Array(part))),
    'model.json': JSON.stringify(file),
  }
}
