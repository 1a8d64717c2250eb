import { getTableColumns } from 'drizzle-orm'
import { artifacts, epochs, events, runs } from './schema'

/** What the contract calls a run's summary; the long columns stay on disk. */
export const summaryColumns = {
  id: runs.id,
  number: runs.number,
  name: runs.name,
  note: runs.note,
  status: runs.status,
  reason: runs.reason,
  datasetId: runs.datasetId,
  modelId: runs.modelId,
  modelName: runs.modelName,
  seed: runs.seed,
  epochsPlanned: runs.epochsPlanned,
  epochsDone: runs.epochsDone,
  createdAt: runs.createdAt,
  startedAt: runs.startedAt,
  endedAt: runs.endedAt,
  seconds: runs.seconds,
  parameters: runs.parameters,
  multiplyAdds: runs.multiplyAdds,
  imagesPerSecond: runs.imagesPerSecond,
  peakMemoryBytes: runs.peakMemoryBytes,
  testAccuracy: runs.testAccuracy,
  testLoss: runs.testLoss,
  validationAccuracy: runs.validationAccuracy,
  validationLoss: runs.validationLoss,
  diskBytes: runs.diskBytes,
  hasModel: runs.hasModel,
}

export const epochColumns = without(getTableColumns(epochs), 'run')
export const artifactColumns = without(getTableColumns(artifacts), 'run')
export const eventColumns = {
  time: events.time,
  step: events.step,
  epoch: events.epoch,
  kind: events.kind,
  message: events.message,
}

function without<Columns extends object, Name extends keyof Columns>(columns: Columns, name: Name) {
  const { [name]: left, ...others } = columns
  void left
  return others
}
