import { exportProgressSchema, type ExportProgress } from '#contract/export'
import type { AnalysisMethods } from './analysis-methods'
import { ProcessClient } from './rpc-client'

export type AnalysisClient = ProcessClient<AnalysisMethods>

export function createAnalysisClient(
  onExportProgress: (progress: ExportProgress) => void,
): AnalysisClient {
  return new ProcessClient<AnalysisMethods>(
    'analysis.cjs',
    'Inkbench analysis',
    () => [],
    (_name, value) => {
      onExportProgress(exportProgressSchema.parse(value))
    },
  )
}
