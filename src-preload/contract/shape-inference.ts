import type { Layer, LayerOf, ModelSpec, Padding } from './model-spec'
import type { Problem } from './problem'

/** [height, width, channels] or [features]; the batch axis is left out. */
export type Shape = readonly number[]

export interface LayerSummary {
  id: string
  /** Null where the shape cannot be told because of a problem here or before. */
  outputShape: Shape | null
  /** All weights, as Keras counts them. */
  parameters: number
  /** Those of them that are not trained: the two moving averages of batch normalisation. */
  nonTrainableParameters: number
  /** Multiply-adds for one image, forward. */
  multiplyAdds: number
  problem: Problem | null
}

export interface ModelSummary {
  layers: LayerSummary[]
  parameters: number
  nonTrainableParameters: number
  multiplyAdds: number
  /** In the order of the layers; empty means that the model can be trained. */
  problems: (Problem & { layerId: string | null })[]
}

/**
 * Shapes, parameters and multiply-adds of each layer, and what is wrong.
 * Pure; the window calls it at each keystroke and the engine before each run.
 */
export function summarizeModel(spec: ModelSpec, inputShape: Shape, classes: number): ModelSummary {
  const shapes = new Map<string, Shape | null>()
  const layers: LayerSummary[] = []
  const problems: ModelSummary['problems'] = []
  for (const [index, layer] of spec.layers.entries()) {
    const summary = summarizeLayer(layer, index, shapes, inputShape)
    if (!shapes.has(layer.id)) shapes.set(layer.id, summary.outputShape)
    layers.push(summary)
    if (summary.problem) problems.push({ ...summary.problem, layerId: layer.id })
  }
  problems.push(...unreadLayers(spec))
  const last = layers.at(-1)
  if (last?.outputShape && !(last.outputShape.length === 1 && last.outputShape[0] === classes)) {
    const shape = formatShape(last.outputShape)
    const message = `The last layer gives ${shape}; it has to give ${classes} values, one for each class.`
    last.problem ??= { code: 'model.outputClasses', values: { shape, classes }, message }
    problems.push({ ...last.problem, layerId: last.id })
  }
  const total = (field: 'parameters' | 'nonTrainableParameters' | 'multiplyAdds') =>
    layers.reduce((sum, layer) => sum + layer[field], 0)
  return {
    layers,
    parameters: total('parameters'),
    nonTrainableParameters: total('nonTrainableParameters'),
    multiplyAdds: total('multiplyAdds'),
    problems,
  }
}

export function formatShape(shape: Shape): string {
  return shape.join('×')
}

/** Output length of a convolution or pooling window along one axis, as TensorFlow counts it. */
export function windowOutput(input: number, window: number, stride: number, padding: Padding) {
  return padding === 'same'
    ? Math.ceil(input / stride)
    : Math.max(0, Math.ceil((input - window + 1) / stride))
}

class LayerProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}

function fail(code: string, message: string, values: Problem['values'] = {}): never {
  throw new LayerProblem({ code: `model.${code}`, values, message })
}

function summarizeLayer(
  layer: Layer,
  index: number,
  known: ReadonlyMap<string, Shape | null>,
  inputShape: Shape,
): LayerSummary {
  const empty = { id: layer.id, parameters: 0, nonTrainableParameters: 0, multiplyAdds: 0 }
  try {
    checkPlace(layer, index, known)
    const inputs = layer.inputs.map((id) => known.get(id) ?? null)
    // A problem further up is told there; repeating it here would hide it.
    if (inputs.includes(null)) return { ...empty, outputShape: null, problem: null }
    const result = inferLayer(layer, inputs as Shape[], inputShape)
    return { ...empty, ...result, problem: null }
  } catch (error) {
    if (error instanceof LayerProblem)
      return { ...empty, outputShape: null, problem: error.problem }
    throw error
  }
}

function checkPlace(layer: Layer, index: number, known: ReadonlyMap<string, unknown>) {
  const id = layer.id
  if (known.has(id)) fail('duplicateId', `Two layers are called “${id}”.`, { id })
  if (index === 0 && layer.type !== 'input')
    fail('firstInput', 'The first layer has to be the input.')
  if (index > 0 && layer.type === 'input') fail('oneInput', 'Only the first layer can be an input.')
  for (const input of layer.inputs)
    if (!known.has(input))
      fail('unknownInput', `Reads “${input}”, which does not come before it.`, { input })
  const joins = layer.type === 'add' || layer.type === 'concatenate'
  const count = layer.inputs.length
  if (joins && count < 2) fail('needsTwo', 'Needs at least two layers to join.')
  if (!joins && layer.type !== 'input' && count !== 1)
    fail('needsOne', `Needs exactly one layer to read; it has ${count}.`, { count })
  if (layer.type === 'input' && count > 0) fail('inputReads', 'The input reads no other layer.')
}

interface Inferred {
  outputShape: Shape
  parameters?: number
  nonTrainableParameters?: number
  multiplyAdds?: number
}

function inferLayer(layer: Layer, inputs: readonly Shape[], inputShape: Shape): Inferred {
  const [first = inputShape] = inputs
  switch (layer.type) {
    case 'input':
      return { outputShape: inputShape }
    case 'conv2d':
      return inferConvolution(layer, first)
    case 'maxPool2d':
    case 'averagePool2d':
      return { outputShape: slide(layer, layer.poolSize, first, image(first)[2]) }
    case 'globalAveragePool2d':
      return { outputShape: [image(first)[2]] }
    case 'flatten':
      return { outputShape: [image(first).reduce((product, size) => product * size, 1)] }
    case 'dense':
      return inferDense(layer, first)
    case 'batchNorm': {
      const channels = first.at(-1) ?? 0
      return {
        outputShape: first,
        parameters: 4 * channels,
        nonTrainableParameters: 2 * channels,
      }
    }
    case 'dropout':
    case 'activation':
      return { outputShape: first }
    case 'add':
      return { outputShape: sameShape(inputs) }
    case 'concatenate':
      return { outputShape: joined(inputs) }
  }
}

function image(shape: Shape): readonly [number, number, number] {
  const [height, width, channels] = shape
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined)
    fail(
      'needsImage',
      `Needs an image (height × width × channels); it is given ${formatShape(shape)}.`,
      { shape: formatShape(shape) },
    )
  return [height, width, channels]
}

function slide(
  layer: { strides: number; padding: Padding },
  window: number,
  input: Shape,
  channels: number,
): Shape {
  const [height, width] = image(input)
  const rows = windowOutput(height, window, layer.strides, layer.padding)
  const columns = windowOutput(width, window, layer.strides, layer.padding)
  if (rows < 1 || columns < 1)
    fail(
      'windowTooLarge',
      `A window of ${window}×${window} does not fit into ${height}×${width}.`,
      { window, height, width },
    )
  return [rows, columns, channels]
}

function inferConvolution(layer: LayerOf<'conv2d'>, input: Shape): Inferred {
  const [, , channels] = image(input)
  const outputShape = slide(layer, layer.kernelSize, input, layer.filters)
  const weights = layer.kernelSize ** 2 * channels * layer.filters
  const positions = (outputShape[0] ?? 0) * (outputShape[1] ?? 0)
  return {
    outputShape,
    parameters: weights + (layer.useBias ? layer.filters : 0),
    multiplyAdds: weights * positions,
  }
}

function inferDense(layer: LayerOf<'dense'>, input: Shape): Inferred {
  const [features] = input
  if (input.length !== 1 || features === undefined)
    fail(
      'needsVector',
      `Needs a vector; it is given ${formatShape(input)}. Put “flatten” before it.`,
      { shape: formatShape(input) },
    )
  const weights = features * layer.units
  return {
    outputShape: [layer.units],
    parameters: weights + (layer.useBias ? layer.units : 0),
    multiplyAdds: weights,
  }
}

function sameShape(inputs: readonly Shape[]): Shape {
  const [first = []] = inputs
  const other = inputs.find((shape) => formatShape(shape) !== formatShape(first))
  if (other) {
    const values = { first: formatShape(first), second: formatShape(other) }
    fail('addShapes', `Cannot add ${values.first} and ${values.second}.`, values)
  }
  return first
}

function joined(inputs: readonly Shape[]): Shape {
  const [first = []] = inputs
  const outer = formatShape(first.slice(0, -1))
  const other = inputs.find((shape) => formatShape(shape.slice(0, -1)) !== outer)
  if (other) {
    const values = { first: formatShape(first), second: formatShape(other) }
    fail('concatenateShapes', `Cannot join ${values.first} and ${values.second}.`, values)
  }
  const channels = inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)
  return [...first.slice(0, -1), channels]
}

/** A layer whose output nobody reads would be trained for nothing: say so. */
function unreadLayers(spec: ModelSpec): ModelSummary['problems'] {
  const read = new Set(spec.layers.flatMap((layer) => layer.inputs))
  return spec.layers.slice(0, -1).flatMap((layer) =>
    read.has(layer.id)
      ? []
      : [
          {
            code: 'model.unread',
            values: { id: layer.id },
            message: `No layer reads “${layer.id}”.`,
            layerId: layer.id,
          },
        ],
  )
}
