import { z } from 'zod'
import { innerSchema, numberLimits, type NumberLimits } from './number-limits'

export type SchemaField =
  | { key: string; kind: 'number'; limits: NumberLimits; optional: boolean }
  | { key: string; kind: 'choice'; options: readonly string[] }
  | { key: string; kind: 'flag' }

/** What can be set of an object, read off its schema. */
export function schemaFields(
  shape: Readonly<Record<string, unknown>>,
  leftOut: readonly string[],
): SchemaField[] {
  return Object.entries(shape).flatMap(([key, schema]): SchemaField[] => {
    if (leftOut.includes(key)) return []
    const inner = innerSchema(schema)
    const limits = numberLimits(inner)
    const optional = schema instanceof z.ZodNullable
    if (limits) return [{ key, kind: 'number', limits, optional }]
    if (inner instanceof z.ZodEnum)
      return [{ key, kind: 'choice', options: inner.options as string[] }]
    return inner instanceof z.ZodBoolean ? [{ key, kind: 'flag' }] : []
  })
}
