import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ModelSpec } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { ModelProto } from '#core/export/onnx/generated/onnx-ml_pb'
import { encodeOnnxModel } from '#core/export/onnx/file'
import { buildOnnxModel } from '#core/export/onnx/model'
import type { NamedWeight } from './weights'

export function onnxOf(
  model: ModelSpec,
  weights: readonly NamedWeight[],
  inputShape: Shape = [28, 28, 1],
  classes = 10,
  normalization = { mean: 0.1307, deviation: 0.3081 },
): ModelProto {
  const byName = new Map(weights.map((weight) => [weight.name, weight.values]))
  return buildOnnxModel({
    model,
    normalization,
    inputShape,
    classes,
    readWeight: (layer, name) => {
      const values = byName.get(`${layer}/${name}`)
      if (!values) throw new Error(`no weight ${layer}/${name}`)
      return values
    },
    producerVersion: '1.2.3',
    description: 'a test',
    metadata: { run_id: 'abcdefgh' },
  })
}

/** Runs a model on images [N, C, H, W] and gives the probabilities. */
export async function runOnnx(
  model: ModelProto,
  image: Float32Array,
  dims: readonly number[],
): Promise<Float32Array> {
  const session = await InferenceSession.create(encodeOnnxModel(model), { logSeverityLevel: 3 })
  try {
    const { probabilities } = await session.run({ image: new Tensor('float32', image, dims) })
    return Float32Array.from(probabilities?.data as Float32Array)
  } finally {
    await session.release()
  }
}
