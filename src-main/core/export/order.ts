import type { LearnerExperiment, NetworkExperiment } from '#contract/experiment-spec'
import type { RunDetail } from '#contract/run'
import type { ExportProgress } from '#contract/export'
import type { PointColumns } from '#contract/metrics'
import type { Verification } from '#contract/export'
import type { Evaluation } from '#contract/training'

interface OrderBase {
  detail: RunDetail
  /** Where the file shall stand; its folder is made where it is missing. */
  target: string
  /** Version of the app that writes the file. */
  appVersion: string
}

interface CheckedOrder extends OrderBase {
  /** The run's own folder; its model lies in `model/`. */
  runFolder: string
  /** What the run said of the test set when it was evaluated. */
  evaluation: Evaluation
  /** All test images in the order of the evaluation, bytes, height × width × channels each. */
  testImages: Uint8Array
  /** [height, width, channels] */
  imageShape: readonly [number, number, number]
}

export interface NetworkOrder extends CheckedOrder {
  format: 'onnx' | 'tfjs'
  /** What was trained; the same as in the detail. */
  spec: NetworkExperiment
}

export interface LearnerOrder extends CheckedOrder {
  format: 'onnx'
  /** What was fitted; the same as in the detail. */
  spec: LearnerExperiment
}

export type ModelOrder = NetworkOrder | LearnerOrder

export interface BundleOrder extends OrderBase {
  format: 'bundle'
  /** Every metric point of the run, not thinned. */
  points: PointColumns
  /** Null where the run was not evaluated. */
  evaluation: Evaluation | null
}

export type ExportOrder = ModelOrder | BundleOrder
export type OnExportProgress = (progress: Omit<ExportProgress, 'runId'>) => void

export interface ExportResult {
  path: string
  bytes: number
  /** Null for the bundle. */
  verification: Verification | null
}
