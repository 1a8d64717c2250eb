import { create, toBinary } from '@bufbuild/protobuf'
import type { ModelSpec } from '#contract/model-spec'
import type { Normalization } from '#contract/experiment-spec'
import { WorkbenchError } from '#contract/problem'
import { summarizeModel, type Shape } from '#contract/shape-inference'
import { ModelProtoSchema, Version, type ModelProto } from './generated/onnx-ml_pb'
import { GraphBuilder, type GraphValue } from './graph'
import { addLayer } from './layer'
import { addNormalization } from './layers/normalization'
import { floatValue } from './protobuf'

/** Opset 17 is read by every ONNX runtime since 2022, and IR 8 came with it. */
const opset = 17n
/** Protobuf ends at 2 GiB; the graph itself takes a little. */
const largestFile = 2 ** 31 - 2 ** 20

/** Weight of a layer by the names that TF.js gives them: `<layer>/<name>`. */
export type ReadWeight = (layer: string, name: string, shape: readonly number[]) => Float32Array

export interface OnnxOrder {
  model: ModelSpec
  normalization: Normalization
  /** [height, width, channels] */
  inputShape: Shape
  classes: number
  readWeight: ReadWeight
  producerVersion: string
  description: string
  metadata: Readonly<Record<string, string>>
}

/**
 * A trained model as ONNX: `image` float32 [N, channels, height, width], pixels in 0…1,
 * to `probabilities` float32 [N, classes]; the normalisation and the softmax are inside.
 * @throws WorkbenchError `model.…` where the spec has a problem.
 */
export function buildOnnxModel(order: OnnxOrder): ModelProto {
  const { inputShape, classes } = order
  const [height = 1, width = 1, channels = 1] = inputShape
  const graph = new GraphBuilder()
  const image = 'image'
  const logits = addLayers(
    graph,
    order,
    addNormalization(graph, image, inputShape, order.normalization),
  )
  const probabilities = 'probabilities'
  graph.node('Softmax', 'softmax/output', [logits.name], { axis: 1 }, probabilities)
  return create(ModelProtoSchema, {
    irVersion: BigInt(Version.IR_VERSION_2021_7_30),
    opsetImport: [{ domain: '', version: opset }],
    producerName: 'Inkbench',
    producerVersion: order.producerVersion,
    docString: order.description,
    graph: {
      name: order.model.id,
      node: graph.nodes,
      initializer: graph.initializers,
      input: [floatValue(image, ['N', channels, height, width])],
      output: [floatValue(probabilities, ['N', classes])],
    },
    metadataProps: Object.entries(order.metadata).map(([key, value]) => ({ key, value })),
  })
}

/** @throws WorkbenchError `export.tooLarge` above what a protobuf message may hold. */
export function encodeOnnxModel(model: ModelProto): Uint8Array {
  const tensors = model.graph?.initializer ?? []
  const bytes = tensors.reduce((sum, { rawData }) => sum + rawData.length, 0)
  if (bytes > largestFile)
    throw new WorkbenchError(
      'export.tooLarge',
      'The model is larger than an ONNX file can be (2 GB). Export it for TensorFlow.js.',
    )
  return toBinary(ModelProtoSchema, model)
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
