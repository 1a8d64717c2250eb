import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as TensorFlow from '@tensorflow/tfjs'
import type { Verification } from '#contract/export'
import { writeBundle } from './bundle'
import { flatMetadata, modelMetadata } from './metadata'
import { buildOnnxModel, encodeOnnxModel } from './onnx/model'
import type { ExportOrder, ExportResult, ModelOrder, OnExportProgress } from './order'
import { readSavedModel, weightOf } from './saved-model'
import { writeTfjsArchive } from './tfjs/archive'
import { openOnnx } from './verify/onnx-runtime'
import { openTfjs } from './verify/tfjs-runtime'
import { verify } from './verify/verify'
import { writeAside } from './write-aside'

export { exportFileName } from './file-name'
export { orderOfRun, type ExportMaterial } from './order-of-run'
export type { BundleOrder, ExportOrder, ExportResult, ModelOrder, OnExportProgress } from './order'

/** Whatever TensorFlow.js this machine has: native, or one of its own backends. */
export type LoadTensorFlow = () => Promise<typeof TensorFlow>

/**
 * Exports a run: the file is written aside, a model is run over the whole test set, and only
 * then does it stand at `order.target`. A failure leaves nothing behind.
 * @param loadTensorFlow is called for `tfjs` alone, to open the file again; the other formats
 * need no TensorFlow.
 * @param signal ends the work at the next step or batch; its reason is what is thrown then.
 * @throws WorkbenchError `export.…`; see the modules of each step.
 */
export async function exportRun(
  order: ExportOrder,
  onProgress: OnExportProgress,
  loadTensorFlow: LoadTensorFlow,
  signal?: AbortSignal,
): Promise<ExportResult> {
  onProgress({ stage: 'writing', fraction: 0 })
  const { bytes, checked } = await writeAside(
    order.target,
    async (path) => {
      await write(path, order)
      onProgress({ stage: 'writing', fraction: 1 })
      signal?.throwIfAborted()
    },
    (path) => check(path, order, onProgress, loadTensorFlow, signal),
  )
  return { path: order.target, bytes, verification: checked }
}

async function write(path: string, order: ExportOrder): Promise<void> {
  if (order.format === 'bundle') return writeBundle(path, order)
  const saved = await readSavedModel(join(order.runFolder, 'model'))
  const [height, width, channels] = order.imageShape
  if (order.format === 'tfjs') {
    const metadata = modelMetadata(order, `[N,${height},${width},${channels}]`)
    return writeTfjsArchive(path, saved, order, metadata)
  }
  const metadata = modelMetadata(order, `[N,${channels},${height},${width}]`)
  const { spec } = order
  const model = buildOnnxModel({
    model: spec.model,
    normalization: spec.normalization,
    inputShape: order.imageShape,
    classes: order.evaluation.classNames.length,
    readWeight: (layer, name, shape) => weightOf(saved, layer, name, shape),
    producerVersion: order.appVersion,
    description: `${metadata.run.name}: ${metadata.run.modelName} trained on ${metadata.run.datasetId}`,
    metadata: flatMetadata(order, metadata),
  })
  await writeFile(path, encodeOnnxModel(model))
}

async function check(
  path: string,
  order: ExportOrder,
  onProgress: OnExportProgress,
  loadTensorFlow: LoadTensorFlow,
  signal: AbortSignal | undefined,
): Promise<Verification | null> {
  if (order.format === 'bundle') return null
  const runtime = await openRuntime(path, order, loadTensorFlow)
  try {
    const imageBytes = order.imageShape.reduce((product, size) => product * size, 1)
    const tell = (fraction: number) => {
      onProgress({ stage: 'verifying', fraction })
    }
    return await verify(runtime, order.evaluation, order.testImages, imageBytes, tell, signal)
  } finally {
    await runtime.close()
  }
}

async function openRuntime(path: string, order: ModelOrder, loadTensorFlow: LoadTensorFlow) {
  if (order.format === 'onnx') return openOnnx(path, order.imageShape)
  return openTfjs(await loadTensorFlow(), path, order.imageShape)
}
