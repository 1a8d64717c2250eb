import { z } from 'zod'
import { WorkbenchError } from './problem'
import { runIdSchema } from './run'

export const exportFormatSchema = z.enum(['onnx', 'tfjs', 'bundle'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

/** The exported file against the run's own predictions, over the whole test set. */
export const verificationSchema = z.object({
  runtime: z.string(),
  images: z.number().int(),
  /** Images whose predicted class differs. */
  differing: z.number().int(),
  /** Largest absolute difference between two probabilities. */
  maxDifference: z.number(),
  testAccuracy: z.number(),
})
export type Verification = z.infer<typeof verificationSchema>

export const preparedExportSchema = z.object({
  exportId: z.string(),
  runId: runIdSchema,
  format: exportFormatSchema,
  /** Proposed name, with its ending. */
  fileName: z.string(),
  bytes: z.number(),
  /** Null for the bundle, which holds no model to run. */
  verification: verificationSchema.nullable(),
})
export type PreparedExport = z.infer<typeof preparedExportSchema>

export const exportProgressSchema = z.object({
  runId: runIdSchema,
  stage: z.enum(['writing', 'verifying']),
  /** 0…1 */
  fraction: z.number(),
})
export type ExportProgress = z.infer<typeof exportProgressSchema>

/** A chart or matrix as a file, or the points behind it; SVG and CSV as UTF-8 bytes. */
export const saveImageSchema = z.strictObject({
  /** Without its ending. */
  suggestedName: z.string().min(1).max(120),
  format: z.enum(['png', 'svg', 'csv']),
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 64 * 1024 * 1024, 'too large'),
})
export type SaveImage = z.infer<typeof saveImageSchema>

/** What a preparation ends with that was cancelled. */
export const exportCancelled = () =>
  new WorkbenchError('export.cancelled', 'The export was cancelled; nothing was left behind.')
