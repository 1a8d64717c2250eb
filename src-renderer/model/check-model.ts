import type { ModelSpec } from '#contract/model-spec'
import type { Problem } from '#contract/problem'
import { summarizeModel, type Shape } from '#contract/shape-inference'
import { invalidFields } from './layer-fields'

export interface LayerCheck {
  id: string
  outputShape: Shape | null
  /** Weights, moving averages included; null where it cannot be told. */
  parameters: number | null
  multiplyAdds: number | null
  problem: Problem | null
  /** Attributes whose value is out of bounds. */
  invalidFields: string[]
}

export interface ModelCheck {
  layers: LayerCheck[]
  parameters: number | null
  /** Of the parameters, those that are not trained. */
  nonTrainable: number
  multiplyAdds: number | null
  /** Weights as 32-bit numbers. */
  bytes: number | null
  /** The first layer that keeps the model from being trained. */
  firstBad: LayerCheck | null
}

const bytesPerWeight = 4

/**
 * The contract's summary, with the values that its schemas refuse. What depends on such a value
 * is left open and not reported again further down.
 */
export function checkModel(model: ModelSpec, inputShape: Shape, classes: number): ModelCheck {
  const summary = summarizeModel(model, inputShape, classes)
  const open = new Set<string>()
  const layers = model.layers.map((layer, index): LayerCheck => {
    const counted = summary.layers[index]
    const invalid = invalidFields(layer)
    const unread = summary.problems.find(
      ({ layerId, code }) => layerId === layer.id && code === 'model.unread',
    )
    const base = { id: layer.id, invalidFields: invalid }
    if (invalid.length > 0 || layer.inputs.some((input) => open.has(input))) {
      open.add(layer.id)
      const nothing = { outputShape: null, parameters: null, multiplyAdds: null }
      return { ...base, ...nothing, problem: unread ?? null }
    }
    const told = counted?.outputShape !== null && counted !== undefined
    return {
      ...base,
      outputShape: counted?.outputShape ?? null,
      parameters: told ? counted.parameters : null,
      multiplyAdds: told ? counted.multiplyAdds : null,
      problem: counted?.problem ?? unread ?? null,
    }
  })
  const total = (field: 'parameters' | 'multiplyAdds') =>
    layers.reduce<number | null>(
      (sum, layer) => (sum === null || layer[field] === null ? null : sum + layer[field]),
      0,
    )
  const parameters = total('parameters')
  return {
    layers,
    parameters,
    nonTrainable: summary.nonTrainableParameters,
    multiplyAdds: total('multiplyAdds'),
    bytes: parameters === null ? null : parameters * bytesPerWeight,
    firstBad: layers.find((layer) => layer.problem || layer.invalidFields.length > 0) ?? null,
  }
}
