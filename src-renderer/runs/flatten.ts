/** A leaf of a nested value, its place as a dotted path. */
export interface Leaf {
  key: string
  value: string
}

/** Nested plain data as paths and texts; items that have an `id` are found by it, not by position. */
export function flatten(value: unknown, path = ''): Leaf[] {
  if (Array.isArray(value)) {
    // Short lists of plain values read better in one line.
    if (value.every((item) => item === null || typeof item !== 'object'))
      return [{ key: path, value: value.map(leafText).join(', ') || '–' }]
    return value.flatMap((item, index) => flatten(item, join(path, nameOf(item, index))))
  }
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, item]) => flatten(item, join(path, key)))
  return [{ key: path, value: leafText(value) }]
}

const join = (path: string, key: string) => (path ? `${path}.${key}` : key)

function nameOf(item: unknown, index: number): string {
  const { id } = (item ?? {}) as { id?: unknown }
  return typeof id === 'string' ? id : String(index + 1)
}

function leafText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'string' ? value : String(value)
}
