import { exportProgressSchema, type ExportProgress } from '#contract/export'
import { learnerProgressSchema, type LearnerProgress } from '#contract/learner-work'
import type { AnalysisMethods } from './analysis-methods'
import { ProcessClient } from './rpc-client'

export type AnalysisClient = ProcessClient<AnalysisMethods>

export function createAnalysisClient(
  onExportProgress: (progress: ExportProgress) => void,
  onLearnerProgress: (progress: LearnerProgress) => void,
): AnalysisClient {
  return new ProcessClient<AnalysisMethods>(
    'analysis.cjs',
    'Inkbench analysis',
    () => [],
    (name, value) => {
      if (name === 'learnerProgress') onLearnerProgress(learnerProgressSchema.parse(value))
      else onExportProgress(exportProgressSchema.parse(value))
    },
  )
}
