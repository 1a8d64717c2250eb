import { join } from 'node:path'
import type { AugmentationPreview, SampleQuery } from '#contract/dataset'
import type { ExperimentSpec } from '#contract/experiment-spec'
import { exportCancelled, type ExportFormat, type ExportProgress } from '#contract/export'
import type { LearnerProgress } from '#contract/learner-work'
import type { PicturePixels } from '#contract/predict'
import {
  gatherPixels,
  imageBytes,
  loadDataset,
  previewAugmentation,
  readSamples,
  summarizeDataset,
} from '#core/dataset'
import {
  exportFileName,
  exportRun,
  orderOfRun,
  type ExportMaterial,
  type OnExportProgress,
} from '#core/export'
import { checkExperiment, probeExperiment } from '#core/experiment'
import { loadTensorFlow } from '#core/native/tensorflow'
import { loadImageModel } from '#core/predict/image-model'
import { greyOf } from '#core/predict/picture/grey'
import { inkOf } from '#core/predict/picture/ink'
import { inSquare } from '#core/predict/picture/square'
import { predictingRun, type TrainedRun } from '#core/predict/predicting-run'
import { Predictor } from '#core/predict/predictor'
import { learnerMethods } from './learner-methods'

export type { TrainedRun }

/** An experiment, where its runs would lie, and the threads that they would have. */
export type ProbeOrder = Parameters<typeof probeExperiment>[0]

interface ExportCall {
  exportId: string
  format: ExportFormat
  material: ExportMaterial
  /** Scratch folder of this export. */
  folder: string
  runFolder: string
}

const tensors = async () => (await loadTensorFlow({ threads: null })).tf

/** Everything that computes outside training: samples, previews, predictions, exports. */
export function analysisMethods(
  onProgress: (progress: ExportProgress) => void,
  onLearnerProgress: (progress: LearnerProgress) => void,
) {
  const exporting = new Map<string, AbortController>()
  let opened: Promise<Predictor> | null = null
  const predictor = () =>
    (opened ??= tensors().then((tf) => new Predictor((folder) => loadImageModel(tf, folder))))
  return {
    summarizeDataset: async (id: string) => summarizeDataset(await loadDataset(id)),
    readSamples: async (query: SampleQuery) =>
      readSamples(await loadDataset(query.datasetId), query),
    readTestImages: async ({ datasetId, indices }: { datasetId: string; indices: Uint32Array }) => {
      const dataset = await loadDataset(datasetId)
      return gatherPixels({ images: dataset.test, positions: indices }, imageBytes(dataset))
    },
    augmentSamples: async (preview: AugmentationPreview) => ({
      pixels: previewAugmentation(await tensors(), await loadDataset(preview.datasetId), preview),
    }),
    preparePredictions: async (run: TrainedRun) =>
      (await predictor()).prepare(await predictingRun(run)),
    readPicture: ({ width, height, rgba }: PicturePixels) =>
      inSquare(inkOf(greyOf(rgba, width, height))),
    predictDrawing: async (
      call: TrainedRun & {
        size: number
        ink: Uint8Array
      },
    ) => {
      const ink = { width: call.size, height: call.size, values: call.ink }
      return (await predictor()).predict(await predictingRun(call), ink)
    },
    ...learnerMethods(predictor, onLearnerProgress),
    checkExperiment: (spec: ExperimentSpec) => checkExperiment(spec),
    probe: (order: ProbeOrder) => probeExperiment(order),
    cancelExport: (exportId: string) => {
      exporting.get(exportId)?.abort(exportCancelled())
    },
    exportRun: async ({ exportId, format, material, folder, runFolder }: ExportCall) => {
      const controller = new AbortController()
      exporting.set(exportId, controller)
      const { signal } = controller
      const { id: runId } = material.detail.summary
      const fileName = exportFileName(material.detail.summary, format)
      const target = join(folder, fileName)
      const tell: OnExportProgress = (progress) => {
        onProgress({ runId, ...progress })
      }
      try {
        const order = await orderOfRun(format, material, { target, runFolder })
        const { bytes, verification } = await exportRun(order, tell, tensors, signal)
        return { fileName, bytes, verification }
      } finally {
        exporting.delete(exportId)
      }
    },
  }
}

export type AnalysisMethods = ReturnType<typeof analysisMethods>
