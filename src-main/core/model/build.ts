import type { LayersModel, SymbolicTensor, Variable } from '@tensorflow/tfjs'
import type { Layer, ModelSpec } from '#contract/model-spec'
import { WorkbenchError } from '#contract/problem'
import { summarizeModel, type Shape } from '#contract/shape-inference'
import type { Tensors } from '../native/tensorflow'
import { applyLayer } from './layers'
import type { StepRandomness } from './randomness'

export interface ModelChoices {
  /** [height, width, channels] */
  inputShape: readonly [number, number, number]
  classes: number
  /** Weights and dropout masks are drawn from it. */
  seed: number
  /** Rate for all dropout layers; null leaves each its own. */
  dropout: number | null
}

export interface BuiltModel {
  /** Normalised images [N, height, width, channels] → logits [N, classes]. */
  model: LayersModel
  /** Its `step` has to move on with each optimiser step. */
  randomness: StepRandomness
}

/** A weight that training moves, and whether weight decay applies to it. */
export interface TrainableWeight {
  variable: Variable
  /** Kernels decay; biases and batch normalisation's scale and shift do not. */
  decays: boolean
}

/**
 * Makes the network of a spec with fresh weights.
 * @throws WorkbenchError with the first problem of `summarizeModel`
 */
export function buildModel(tf: Tensors, spec: ModelSpec, choices: ModelChoices): BuiltModel {
  const { inputShape, classes, seed, dropout } = choices
  checkModel(spec, inputShape, classes)
  const randomness = { seed, step: 0 }
  const outputs = new Map<string, SymbolicTensor>()
  /** Layers whose output depends on a weight. */
  const learning = new Set<string>()
  for (const layer of spec.layers) {
    const inputs = layer.inputs.flatMap((id) => outputs.get(id) ?? [])
    const inputGradient = layer.inputs.some((id) => learning.has(id))
    const choices = { inputShape, dropout, randomness, inputGradient }
    outputs.set(layer.id, applyLayer(tf, layer, inputs, choices))
    if (inputGradient || weighted.has(layer.type)) learning.add(layer.id)
  }
  const [first, last] = [spec.layers.at(0), spec.layers.at(-1)]
  const input = outputs.get(first?.id ?? '')
  const output = outputs.get(last?.id ?? '')
  if (!input || !output) throw new Error('The model has no layers.')
  return { model: tf.model({ inputs: input, outputs: output }), randomness }
}

/** Kinds of layers that have weights. */
const weighted = new Set<Layer['type']>(['conv2d', 'dense', 'batchNorm'])

export function trainableWeights(model: LayersModel): TrainableWeight[] {
  return model.trainableWeights.map((weight) => ({
    variable: weight.read() as Variable,
    decays: weight.originalName.endsWith('/kernel'),
  }))
}

/** @throws WorkbenchError with the first problem of `summarizeModel` */
export function checkModel(spec: ModelSpec, inputShape: Shape, classes: number): void {
  const [problem] = summarizeModel(spec, inputShape, classes).problems
  if (!problem) return
  const place = problem.layerId === null ? '' : `Layer “${problem.layerId}”: `
  throw new WorkbenchError(problem.code, `${place}${problem.message}`, {
    ...problem.values,
    ...(problem.layerId === null ? {} : { layer: problem.layerId }),
  })
}
