import { create, toBinary } from '@bufbuild/protobuf'
import { WorkbenchError } from '#contract/problem'
import type { Shape } from '#contract/shape-inference'
import { ModelProtoSchema, Version, type ModelProto, type NodeProto } from './generated/onnx-ml_pb'
import { learnersDomain, type GraphBuilder } from './graph'
import { floatValue } from './protobuf'

/** Opset 17 is read by every ONNX runtime since 2022, and IR 8 came with it. */
const opset = 17n
/** The learners' operators as they are since 2022 as well. */
const learnersOpset = 3n
/** Protobuf ends at 2 GiB; the graph itself takes a little. */
const largestFile = 2 ** 31 - 2 ** 20

/** float32 [N, channels, height, width], pixels in 0…1 */
export const imageInput = 'image'
/** float32 [N, classes] */
export const probabilitiesOutput = 'probabilities'

/** What a file says beside its graph. */
export interface FileOrder {
  /** [height, width, channels] */
  inputShape: Shape
  classes: number
  producerVersion: string
  description: string
  metadata: Readonly<Record<string, string>>
}

/** @param graph from `imageInput` to `probabilitiesOutput` */
export function modelProto(graph: GraphBuilder, name: string, order: FileOrder): ModelProto {
  const [height = 1, width = 1, channels = 1] = order.inputShape
  const opsetImport = [{ domain: '', version: opset }]
  if (graph.nodes.some(({ domain }) => domain === learnersDomain))
    opsetImport.push({ domain: learnersDomain, version: learnersOpset })
  return create(ModelProtoSchema, {
    irVersion: BigInt(Version.IR_VERSION_2021_7_30),
    opsetImport,
    producerName: 'Inkbench',
    producerVersion: order.producerVersion,
    docString: order.description,
    graph: {
      name,
      node: graph.nodes,
      initializer: graph.initializers,
      input: [floatValue(imageInput, ['N', channels, height, width])],
      output: [floatValue(probabilitiesOutput, ['N', order.classes])],
    },
    metadataProps: Object.entries(order.metadata).map(([key, value]) => ({ key, value })),
  })
}

/** @throws WorkbenchError `export.tooLarge` above what a protobuf message may hold. */
export function encodeOnnxModel(model: ModelProto): Uint8Array {
  const tensors = model.graph?.initializer ?? []
  const ofTensors = tensors.reduce((sum, { rawData }) => sum + rawData.length, 0)
  const ofLists = (model.graph?.node ?? []).reduce((sum, node) => sum + longLists(node), 0)
  if (ofTensors + ofLists > largestFile)
    throw new WorkbenchError(
      'export.tooLarge',
      'The model is larger than an ONNX file can be (2 GB). A network can be exported for TensorFlow.js.',
    )
  return toBinary(ModelProtoSchema, model)
}

/** Bytes of the attributes that were encoded when they were made. */
function longLists({ attribute }: NodeProto): number {
  return attribute
    .flatMap(({ $unknown }) => $unknown ?? [])
    .reduce((sum, { data }) => sum + data.length, 0)
}
