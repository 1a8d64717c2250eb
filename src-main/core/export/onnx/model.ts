import type { ModelSpec } from '#contract/model-spec'
import type { Normalization } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import { summarizeModel } from '#contract/shape-inference'
import { imageInput, modelProto, probabilitiesOutput, type FileOrder } from './file'
import type { ModelProto } from './generated/onnx-ml_pb'
import { GraphBuilder, type GraphValue } from './graph'
import { addLayer } from './layer'
import { addNormalization } from './layers/normalization'

/** Weight of a layer by the names that TF.js gives them: `<layer>/<name>`. */
export type ReadWeight = (layer: string, name: string, shape: readonly number[]) => Float32Array

export interface OnnxOrder extends FileOrder {
  model: ModelSpec
  normalization: Normalization
  readWeight: ReadWeight
}

/**
 * A trained network as ONNX: `image` float32 [N, channels, height, width], pixels in 0…1,
 * to `probabilities` float32 [N, classes]; the normalisation and the softmax are inside.
 * @throws WorkbenchError `model.…` where the spec has a problem.
 */
export function buildOnnxModel(order: OnnxOrder): ModelProto {
  const { inputShape, model, normalization } = order
  const graph = new GraphBuilder()
  const normalized = addNormalization(graph, imageInput, inputShape, normalization)
  const logits = addLayers(graph, order, normalized)
  graph.node('Softmax', 'softmax/output', [logits.name], { axis: 1 }, probabilitiesOutput)
  return modelProto(graph, model.id, order)
}

/** Adds the spec's layers in their order and returns the last one's output. */
function addLayers(graph: GraphBuilder, order: OnnxOrder, normalized: GraphValue): GraphValue {
  const { model, inputShape, classes, readWeight } = order
  const summary = summarizeModel(model, inputShape, classes)
  const [problem] = summary.problems
  if (problem) throw new WorkbenchError(problem.code, problem.message, problem.values)
  const values = new Map<string, GraphValue>()
  let last = normalized
  for (const [index, layer] of model.layers.entries()) {
    if (layer.type !== 'input') {
      const [first = normalized, ...more] = layer.inputs.flatMap((id) => values.get(id) ?? [])
      const shape = summary.layers[index]?.outputShape ?? first.shape
      last = addLayer(graph, layer, [first, ...more], shape, (name, dims) =>
        readWeight(layer.id, name, dims),
      )
    }
    values.set(layer.id, last)
  }
  return last
}
