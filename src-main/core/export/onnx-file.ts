import { join } from 'node:path'
import { isNetwork } from '#contract/experiment-spec'
import { readLearner } from '../learners'
import { flatMetadata, modelMetadata } from './metadata'
import { encodeOnnxModel, type FileOrder } from './onnx/file'
import { buildLearnerModel } from './onnx/learners/model'
import { buildOnnxModel } from './onnx/model'
import type { LearnerOrder, ModelOrder, NetworkOrder } from './order'
import { readSavedModel, weightOf } from './saved-model'

/**
 * A run's model as the bytes of an ONNX file.
 * @throws WorkbenchError `export.…` or `model.…` where what the run kept is missing or damaged
 */
export async function onnxFile(order: ModelOrder): Promise<Uint8Array> {
  const [height, width, channels] = order.imageShape
  const metadata = modelMetadata(order, `[N,${channels},${height},${width}]`)
  const { run } = metadata
  const about = {
    inputShape: order.imageShape,
    classes: order.evaluation.classNames.length,
    producerVersion: order.appVersion,
    description: `${run.name}: ${run.modelName} trained on ${run.datasetId}`,
    metadata: flatMetadata(order, metadata),
  }
  return encodeOnnxModel(await (isOfNetwork(order) ? network(order, about) : learner(order, about)))
}

function isOfNetwork(order: ModelOrder): order is NetworkOrder {
  return isNetwork(order.spec)
}

async function network({ runFolder, spec }: NetworkOrder, about: FileOrder) {
  const saved = await readSavedModel(join(runFolder, 'model'))
  return buildOnnxModel({
    ...about,
    model: spec.model,
    normalization: spec.normalization,
    readWeight: (layer, name, shape) => weightOf(saved, layer, name, shape),
  })
}

function learner({ runFolder }: LearnerOrder, about: FileOrder) {
  return readLearner(join(runFolder, 'model'), (fitted, arrays) =>
    buildLearnerModel(fitted, arrays, about),
  )
}
