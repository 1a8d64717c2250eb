import { resolve } from 'node:path'
import type { ExportFormat } from '#contract/export'
import { WorkbenchError } from '#contract/problem'
import { loadDataset } from '#core/dataset'
import { exportRun } from '#core/export'
import { appVersion } from '#core/native/environment'
import { loadTensorFlow } from '#core/native/tensorflow'
import { openStore } from '#core/runs'
import { answer, type Output } from './output'
import { findRun } from './runs'

export async function exportCommand(
  id: string,
  options: { format: ExportFormat; out: string },
  dataFolder: string,
  output: Output,
): Promise<void> {
  const store = openStore(dataFolder, { ownerPid: process.pid })
  try {
    const run = findRun(store, id)
    const detail = store.reader.detail(run.id)
    const evaluation = store.reader.evaluation(run.id)
    const common = { detail, target: resolve(options.out), appVersion: appVersion() }
    const order =
      options.format === 'bundle'
        ? { ...common, format: options.format, points: store.allMetrics(run.id), evaluation }
        : await modelOrder(options.format)
    const result = await exportRun(
      order,
      () => undefined,
      async () => {
        const { tf } = await loadTensorFlow({ threads: null })
        return tf
      },
    )
    store.recordExport(run.id, options.format, result.path, result.bytes)
    const { verification } = result
    const checked = verification
      ? [
          `Checked with ${verification.runtime} on ${verification.images} test images: ${verification.differing} predictions differ, largest difference ${verification.maxDifference.toExponential(1)}.`,
        ]
      : []
    answer(output, { runId: run.id, ...result }, [
      `Wrote ${result.path} (${result.bytes} bytes).`,
      ...checked,
    ])

    async function modelOrder(format: 'onnx' | 'tfjs') {
      if (!evaluation || !run.hasModel)
        throw new WorkbenchError('export.noModel', `Run ${run.id} has no trained model to export.`)
      const dataset = await loadDataset(run.datasetId)
      return {
        ...common,
        format,
        runFolder: store.folderOf(run.id),
        evaluation,
        testImages: dataset.test.pixels,
        imageShape: dataset.imageShape,
      }
    }
  } finally {
    store.close()
  }
}
