import { resolve } from 'node:path'
import { exportCancelled, type ExportFormat } from '#contract/export'
import { exportRun, orderOfRun } from '#core/export'
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
  const cancelling = new AbortController()
  const cancel = () => {
    cancelling.abort(exportCancelled())
  }
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  try {
    const run = findRun(store, id)
    const material = {
      detail: store.reader.detail(run.id),
      evaluation: store.reader.evaluation(run.id),
      points: options.format === 'bundle' ? store.allMetrics(run.id) : null,
    }
    const place = { target: resolve(options.out), runFolder: store.folderOf(run.id) }
    const order = await orderOfRun(options.format, material, place)
    const result = await exportRun(
      order,
      () => undefined,
      async () => {
        const { tf } = await loadTensorFlow({ threads: null })
        return tf
      },
      cancelling.signal,
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
  } finally {
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
    store.close()
  }
}
