import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as TensorFlow from '@tensorflow/tfjs'
import type { Verification } from '#contract/export'
import { writeBundle } from './bundle'
import { modelMetadata } from './metadata'
import { onnxFile } from './onnx-file'
import type { ExportOrder, ExportResult, ModelOrder, OnExportProgress } from './order'
import { readSavedModel } from './saved-model'
import { writeTfjsArchive } from './tfjs/archive'
import { openOnnx } from './verify/onnx-runtime'
import { openTfjs } from './verify/tfjs-runtime'
import { verify } from './verify/verify'
import { writeAside } from './write-aside'

export { exportFileName } from './file-name'
export { orderOfRun, type ExportMaterial } from './order-of-run'
export type {
  BundleOrder,
  ExportOrder,
  ExportResult,
  LearnerOrder,
  NetworkOrder,
  OnExportProgress,
} from './order'

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
  if (order.format === 'onnx') return writeFile(path, await onnxFile(order))
  const [height, width, channels] = order.imageShape
  const metadata = modelMetadata(order, `[N,${height},${width},${channels}]`)
  await writeTfjsArchive(
    path,
    await readSavedModel(join(order.runFolder, 'model')),
    order,
    metadata,
  )
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
