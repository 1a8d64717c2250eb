import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { io, LayersModel } from '@tensorflow/tfjs'
import { WorkbenchError } from '#contract/problem'
import type { Tensors } from '../native/tensorflow'

/**
 * Writes `model.json` and `weights.bin` (a TF.js layers model, logits out) aside and moves the
 * folder into its place, so that half a model is never taken for a whole one.
 * @returns bytes on disk
 * @throws WorkbenchError `model.diskFull` or `model.notWritable`
 */
export async function saveModel(tf: Tensors, model: LayersModel, folder: string): Promise<number> {
  const aside = `${folder}.part`
  try {
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true })
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        await writeArtifacts(aside, artifacts)
        return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
      }),
    )
    await rm(folder, { recursive: true, force: true })
    await rename(aside, folder)
    return await folderBytes(folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined)
    throw writeProblem(error, dirname(folder))
  }
}

async function writeArtifacts(folder: string, artifacts: io.ModelArtifacts) {
  const { modelTopology, weightSpecs, weightData, format, generatedBy } = artifacts
  const parts = Array.isArray(weightData) ? weightData : [weightData ?? new ArrayBuffer(0)]
  const bytes = Buffer.concat(parts.map((part) => new Uint8Array(part)))
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
  const file = { format, generatedBy, convertedBy: null, modelTopology, weightsManifest }
  await writeFile(join(folder, 'weights.bin'), bytes, { flush: true })
  await writeFile(join(folder, 'model.json'), JSON.stringify(file), { flush: true })
}

async function folderBytes(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

function writeProblem(error: unknown, folder: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new WorkbenchError(
      'model.diskFull',
      `The disk is full: the trained model could not be saved in ${folder}. Make room and train again.`,
      { folder },
      String(error),
    )
  if (code === undefined || error instanceof WorkbenchError) return error
  return new WorkbenchError(
    'model.notWritable',
    `The trained model could not be saved in ${folder}. Choose a data folder that can be written.`,
    { folder },
    String(error),
  )
}
