export { BestEpoch } from './best-epoch'
export { BatchOrder } from './batch-order'
export {
  CheckpointFolder,
  CheckpointKeeper,
  type Checkpoint,
  type CheckpointHead,
  type FoundCheckpoint,
} from './checkpoints'
export { CompiledStep } from './compiled-step'
export { createStep } from './create-step'
export { RunControl } from './control'
export { EagerStep } from './eager-step'
export { eventSentences } from './event-sentences'
export { describeFailure, notFinite } from './failures'
export { findNonFinite } from './find-non-finite'
export { LearningRate } from './learning-rate'
export { train, type TrainingOutcome } from './loop'
export type { TrainingObserver } from './observer'
export { Optimizer } from './optimizer'
export { productType } from './precision'
export { TrainingReport } from './report'
export { StepLog } from './step-log'
export type { ProductType, StepOutcome, StepParts, StepState, TrainingStep } from './training-step'
