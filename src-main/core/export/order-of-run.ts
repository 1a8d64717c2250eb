import { isNetwork } from '#contract/experiment-spec'
import type { ExportFormat } from '#contract/export'
import type { PointColumns } from '#contract/metrics'
import { WorkbenchError } from '#contract/problem'
import type { RunDetail } from '#contract/run'
import type { Evaluation } from '#contract/training'
import { loadDataset } from '../dataset'
import { appVersion } from '../native/environment'
import type { ExportOrder } from './order'

/** What the store knows of the run that is exported. */
export interface ExportMaterial {
  detail: RunDetail
  evaluation: Evaluation | null
  /** Every point; null where the format needs none. */
  points: PointColumns | null
}

/**
 * Puts an order together; the data set is read for those formats that are checked on it.
 * @throws WorkbenchError `export.noModel`, `export.networksOnly`, and what `loadDataset` throws
 */
export async function orderOfRun(
  format: ExportFormat,
  { detail, evaluation, points }: ExportMaterial,
  { target, runFolder }: { target: string; runFolder: string },
): Promise<ExportOrder> {
  const common = { detail, target, appVersion: appVersion() }
  if (format === 'bundle') {
    if (!points) throw new Error('A bundle needs the points of its run.')
    return { ...common, format, points, evaluation }
  }
  const { hasModel, datasetId } = detail.summary
  if (!evaluation || !hasModel)
    throw new WorkbenchError('export.noModel', 'This run has no trained model to export.')
  const { spec } = detail
  if (format === 'tfjs' && !isNetwork(spec))
    throw new WorkbenchError(
      'export.networksOnly',
      'Only a network can be exported for TensorFlow.js. A classical learner can be exported as ONNX or as a bundle.',
    )
  const { test, imageShape } = await loadDataset(datasetId)
  const checked = { ...common, runFolder, evaluation, testImages: test.pixels, imageShape }
  return isNetwork(spec) ? { ...checked, format, spec } : { ...checked, format: 'onnx', spec }
}
