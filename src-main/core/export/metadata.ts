import { isNetwork, type Normalization } from '#contract/experiment-spec'
import type { ModelOrder } from './order'

/** What a reader of an exported model has to know, the same for every format. */
export interface ModelMetadata {
  classNames: readonly string[]
  input: { name: string; shape: string; values: string }
  output: { name: string; shape: string; values: string }
  /** Is inside the model; told for the record. Null for a classical learner, which has none. */
  normalization: Normalization | null
  run: {
    id: string
    name: string
    number: number
    createdAt: string
    testAccuracy: number | null
    datasetId: string
    datasetSha256: string | null
    modelName: string
  }
  producer: string
}

export function modelMetadata(order: ModelOrder, inputShape: string): ModelMetadata {
  const { detail, spec, evaluation, appVersion } = order
  const { summary } = detail
  return {
    classNames: evaluation.classNames,
    input: { name: 'image', shape: inputShape, values: 'float32 pixels, 0 paper to 1 ink' },
    output: {
      name: 'probabilities',
      shape: `[N,${evaluation.classNames.length}]`,
      values: 'float32, one for each class, in the order of classNames',
    },
    normalization: isNetwork(spec) ? { ...spec.normalization } : null,
    run: {
      id: summary.id,
      name: summary.name,
      number: summary.number,
      createdAt: new Date(summary.createdAt).toISOString(),
      testAccuracy: evaluation.accuracy,
      datasetId: spec.dataset.id,
      datasetSha256: spec.dataset.sha256,
      modelName: summary.modelName,
    },
    producer: `Inkbench ${appVersion}`,
  }
}

/** As ONNX wants it: text by key, whatever is more than a text as JSON. */
export function flatMetadata(order: ModelOrder, metadata: ModelMetadata): Record<string, string> {
  const { run, normalization } = metadata
  return {
    class_names: JSON.stringify(metadata.classNames),
    spec: JSON.stringify(order.detail.spec),
    ...(normalization && { normalization: JSON.stringify(normalization) }),
    run_id: run.id,
    run_name: run.name,
    run_number: String(run.number),
    run_created_at: run.createdAt,
    test_accuracy: String(order.evaluation.accuracy),
    test_loss: String(order.evaluation.loss),
    dataset: run.datasetId,
    dataset_sha256: run.datasetSha256 ?? '',
    input: `${metadata.input.shape} ${metadata.input.values}`,
    output: `${metadata.output.shape} ${metadata.output.values}`,
  }
}
