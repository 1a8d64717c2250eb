import { z } from 'zod'
import { layerSchemas, type Layer, type LayerType } from '#contract/model-spec'
import { innerSchema, numberLimits, type NumberLimits } from './number-limits'

export type LayerField =
  | { key: string; kind: 'number'; limits: NumberLimits }
  | { key: string; kind: 'choice'; options: readonly string[] }
  | { key: string; kind: 'flag' }

const ofEveryLayer = ['id', 'inputs', 'type']

/** The attributes of a layer type, read off the contract's schema. */
export function layerFields(type: LayerType): LayerField[] {
  return Object.entries(layerSchemas[type].shape).flatMap(([key, schema]): LayerField[] => {
    if (ofEveryLayer.includes(key)) return []
    const inner = innerSchema(schema)
    const limits = numberLimits(inner)
    if (limits) return [{ key, kind: 'number', limits }]
    if (inner instanceof z.ZodEnum)
      return [{ key, kind: 'choice', options: inner.options as string[] }]
    return inner instanceof z.ZodBoolean ? [{ key, kind: 'flag' }] : []
  })
}

/** Value of an attribute that the layer's type has. */
export function attributeOf(layer: Layer, key: string): unknown {
  return Object.entries(layer).find(([name]) => name === key)?.[1]
}

/** Attributes whose value the contract refuses. */
export function invalidFields(layer: Layer): string[] {
  const parsed = layerSchemas[layer.type].safeParse(layer)
  if (parsed.success) return []
  return [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')))]
}
