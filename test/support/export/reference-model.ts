import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as TensorFlow from '@tensorflow/tfjs'
import type { Layer, ModelSpec } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import type { NamedWeight } from './weights'

type Symbolic = TensorFlow.SymbolicTensor

/** The spec as a TF.js layers model, built apart from the engine to check what is exported. */
export function referenceModel(
  tf: typeof TensorFlow,
  spec: ModelSpec,
  inputShape: Shape,
  weights: readonly NamedWeight[],
): TensorFlow.LayersModel {
  const values = new Map<string, Symbolic>()
  for (const layer of spec.layers) {
    const inputs = layer.inputs.flatMap((id) => values.get(id) ?? [])
    values.set(layer.id, apply(tf, layer, inputs, inputShape))
  }
  const [input, output] = [spec.layers.at(0), spec.layers.at(-1)].map(
    (layer) => values.get(layer?.id ?? '') as Symbolic,
  )
  if (!input || !output) throw new Error('no layers')
  const model = tf.model({ inputs: input, outputs: output, name: 'reference' })
  for (const { id } of spec.layers) {
    const own = weights.filter(({ name }) => name.startsWith(`${id}/`))
    if (own.length === 0) continue
    const tensors = own.map(({ shape, values: numbers }) => tf.tensor(numbers, shape))
    model.getLayer(id).setWeights(tensors)
    tf.dispose(tensors)
  }
  return model
}

function apply(
  tf: typeof TensorFlow,
  layer: Layer,
  inputs: Symbolic[],
  inputShape: Shape,
): Symbolic {
  const name = layer.id
  const one = inputs[0] as Symbolic
  switch (layer.type) {
    case 'input':
      return tf.input({ shape: [...inputShape], name })
    case 'conv2d': {
      const { filters, kernelSize, strides, padding, activation, useBias } = layer
      const conv = { name, filters, kernelSize, strides, padding, activation, useBias }
      return tf.layers.conv2d(conv).apply(one) as Symbolic
    }
    case 'maxPool2d':
    case 'averagePool2d': {
      const { poolSize, strides, padding } = layer
      const make = layer.type === 'maxPool2d' ? tf.layers.maxPooling2d : tf.layers.averagePooling2d
      return make({ name, poolSize, strides, padding }).apply(one) as Symbolic
    }
    case 'globalAveragePool2d':
      return tf.layers.globalAveragePooling2d({ name }).apply(one) as Symbolic
    case 'flatten':
      return tf.layers.flatten({ name }).apply(one) as Symbolic
    case 'dense': {
      const { units, activation, useBias } = layer
      return tf.layers.dense({ name, units, activation, useBias }).apply(one) as Symbolic
    }
    case 'batchNorm': {
      const { momentum, epsilon } = layer
      return tf.layers.batchNormalization({ name, momentum, epsilon }).apply(one) as Symbolic
    }
    case 'dropout':
      return tf.layers.dropout({ name, rate: layer.rate }).apply(one) as Symbolic
    case 'activation':
      return tf.layers.activation({ name, activation: layer.function }).apply(one) as Symbolic
    case 'add':
      return tf.layers.add({ name }).apply(inputs) as Symbolic
    case 'concatenate':
      return tf.layers.concatenate({ name, axis: -1 }).apply(inputs) as Symbolic
  }
}

/** Saves as TF.js does, into a run's model folder. */
export async function saveReference(
  tf: typeof TensorFlow,
  model: TensorFlow.LayersModel,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const { weightData, weightSpecs, ...rest } = artifacts
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
      await writeFile(join(folder, 'model.json'), JSON.stringify({ ...rest, weightsManifest }))
      await writeFile(join(folder, 'weights.bin'), Buffer.from(weightData as ArrayBuffer))
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
    }),
  )
}
