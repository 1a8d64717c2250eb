import type { PointColumns } from '#contract/metrics'
import type { EpochFigures, RunEvent } from '#contract/run'
import type { TrainerMessage, TrainingPhase } from '#contract/training'

export type Progress = Omit<Extract<TrainerMessage, { type: 'progress' }>, 'type'>

/** How training reports; everyone who wants to know is one of these, and none knows another. */
export interface TrainingObserver {
  onPhase?(phase: TrainingPhase): void
  onStatus?(status: 'running' | 'paused'): void
  onPoints?(points: PointColumns): void
  onProgress?(progress: Progress): void
  onEpoch?(figures: EpochFigures): void
  onEvent?(event: RunEvent): void
}
