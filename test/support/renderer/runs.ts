import { defaultExperiment } from '../../../src-preload/contract/experiment-spec'
import { noFit } from '../../../src-preload/contract/fit'
import type { RunDetail, RunSummary } from '../../../src-preload/contract/run'
import { testEnvironment } from '../environment'

/** A finished run, but for what is said otherwise. */
export function runSummary(number: number, change: Partial<RunSummary> = {}): RunSummary {
  return {
    id: `run${String(number).padStart(8, '0')}`,
    number,
    name: `Run ${number}`,
    note: '',
    status: 'finished',
    reason: null,
    reasonCode: null,
    reasonValues: null,
    datasetId: 'mnist',
    modelId: 'cnn',
    modelName: 'CNN',
    seed: 42,
    epochsPlanned: 5,
    epochsDone: 5,
    createdAt: 1_700_000_000_000 + number * 60_000,
    startedAt: 1_700_000_001_000 + number * 60_000,
    endedAt: 1_700_000_050_000 + number * 60_000,
    seconds: 49,
    parameters: 421_642,
    multiplyAdds: 4_241_152,
    imagesPerSecond: 2_540,
    peakMemoryBytes: 900_000_000,
    ...noFit,
    testAccuracy: 0.99,
    testLoss: 0.03,
    validationAccuracy: 0.989,
    validationLoss: 0.034,
    diskBytes: 1_700_000,
    hasModel: true,
    checkpointStep: null,
    checkpointKept: null,
    ...change,
  }
}

/** A run in full, with a small confusion matrix of two classes. */
export function runDetail(summary: RunSummary, change: Partial<RunDetail> = {}): RunDetail {
  return {
    summary,
    spec: defaultExperiment(),
    environment: testEnvironment,
    epochs: [],
    events: [],
    artifacts: [],
    confusion: { classNames: ['0', '1'], counts: Uint32Array.from([98, 2, 1, 99]) },
    ...change,
  }
}
