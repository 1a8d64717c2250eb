export type { Checkpoint, CheckpointHead } from './checkpoint'
export { CheckpointKeeper, type Place } from './keeper'
export { CheckpointFolder, type FoundCheckpoint } from './folder'
