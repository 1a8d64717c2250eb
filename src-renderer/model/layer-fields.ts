import { layerSchemas, type Layer, type LayerType } from '#contract/model-spec'
import { schemaFields, type SchemaField } from './schema-fields'

export type LayerField = SchemaField

const ofEveryLayer = ['id', 'inputs', 'type']

/** The attributes of a layer type, read off the contract's schema. */
export const layerFields = (type: LayerType): LayerField[] =>
  schemaFields(layerSchemas[type].shape, ofEveryLayer)

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
