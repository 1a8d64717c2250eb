import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  defaultExperiment,
  isNetwork,
  type ExperimentSpec,
  type NetworkExperiment,
} from '#contract/experiment-spec'
import { noFit } from '#contract/fit'
import { learnerKind, seedOf } from '#contract/learner'
import type { ModelSpec } from '#contract/model-spec'
import type { RunDetail } from '#contract/run'
import type { Evaluation } from '#contract/training'
import type { NamedWeight } from './weights'

/** Writes weights as TF.js saves them, with a topology that nothing here reads. */
export async function writeModel(
  folder: string,
  weights: readonly NamedWeight[],
  modelTopology: object = {},
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const entries = weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }))
  const model = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: entries }],
  }
  await writeFile(join(folder, 'model.json'), JSON.stringify(model))
  const bytes = weights.map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  )
  await writeFile(join(folder, 'weights.bin'), Buffer.concat(bytes))
}

export function runDetail(model: ModelSpec): RunDetail & { spec: NetworkExperiment } {
  return detailOf({ ...defaultExperiment(), model })
}

/** A run of a network or a learner that ended well. */
export function detailOf<Spec extends ExperimentSpec>(spec: Spec): RunDetail & { spec: Spec } {
  const network = isNetwork(spec)
  const { id, name } = network ? spec.model : learnerKind(spec.learner)
  return {
    summary: {
      id: 'abcdefgh12',
      number: 7,
      name: 'MNIST · CNN, "second" try',
      note: '',
      status: 'finished',
      reason: null,
      reasonCode: null,
      reasonValues: null,
      datasetId: spec.dataset.id,
      modelId: id,
      modelName: name,
      seed: network ? spec.recipe.seed : seedOf(spec.learner),
      epochsPlanned: network ? 2 : 0,
      epochsDone: network ? 2 : 0,
      createdAt: Date.UTC(2024, 0, 2, 3, 4, 5),
      startedAt: Date.UTC(2024, 0, 2, 3, 4, 6),
      endedAt: Date.UTC(2024, 0, 2, 3, 5, 6),
      seconds: 60,
      parameters: 100,
      multiplyAdds: 100,
      imagesPerSecond: 1000,
      peakMemoryBytes: 1,
      ...noFit,
      testAccuracy: 0.5,
      testLoss: 1,
      validationAccuracy: 0.5,
      validationLoss: 1,
      diskBytes: 1,
      hasModel: true,
      checkpointStep: null,
      checkpointKept: null,
    },
    spec,
    environment: null,
    epochs: [1, 2].map((epoch) => ({
      epoch,
      step: epoch * 10,
      trainLoss: 1 / epoch,
      trainAccuracy: 0.5,
      validationLoss: 1,
      validationAccuracy: 0.5,
      learningRate: 1e-3,
      seconds: 30,
      imagesPerSecond: 1000,
      time: Date.UTC(2024, 0, 2, 3, 4, 6 + epoch),
    })),
    events: [
      { time: 0, step: 0, epoch: 0, kind: 'started', message: 'Started', code: null, values: {} },
    ],
    artifacts: [],
    confusion: null,
  }
}

/** The evaluation of whatever gave these probabilities [images × 10]. */
export function evaluationOf(probabilities: Float32Array, actual: Uint8Array): Evaluation {
  const predicted = actual.map((_, image) => {
    const row = probabilities.subarray(image * 10, image * 10 + 10)
    return row.indexOf(Math.max(...row))
  })
  const correct = predicted.filter((said, image) => said === actual[image]).length
  return {
    classNames: Array.from('0123456789'),
    actual: Uint8Array.from(actual),
    predicted: Uint8Array.from(predicted),
    probabilities: Float32Array.from(probabilities),
    accuracy: correct / actual.length,
    loss: 1,
  }
}
