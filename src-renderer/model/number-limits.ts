import { z } from 'zod'

export interface NumberLimits {
  min: number
  max: number
  whole: boolean
  /** The most is the number of training images. */
  ofImages?: boolean
}

/** A schema without what makes it optional. */
export function innerSchema(schema: unknown): unknown {
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional
  )
    return innerSchema(schema.unwrap())
  return schema
}

/** What a schema lets a number be, so that a message can say it; null for other schemas. */
export function numberLimits(schema: unknown): NumberLimits | null {
  const inner = innerSchema(schema)
  if (!(inner instanceof z.ZodNumber)) return null
  return {
    min: inner.minValue ?? -Infinity,
    max: inner.maxValue ?? Infinity,
    whole: inner.format === 'safeint' || inner.format === 'int32',
  }
}

export function withinLimits(value: number, { min, max, whole }: NumberLimits): boolean {
  return (
    Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value))
  )
}

/**
 * A number as people type it: spaces between thousands and a decimal comma are understood.
 * NaN for what is none.
 */
export function parseTyped(text: string): number {
  const plain = text.replace(/[\s_]/g, '').replace('−', '-').replace(',', '.')
  return plain === '' ? Number.NaN : Number(plain)
}

/** A number as it stands in a field: without groups, small ones with an exponent. */
export function typedNumber(value: number): string {
  if (!Number.isFinite(value)) return ''
  return String(value)
}
