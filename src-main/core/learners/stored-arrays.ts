/** The kinds of numbers that learners keep, by the names under which they are written. */
export const arrayKinds = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
} as const
export type ArrayKind = keyof typeof arrayKinds
export const arrayKindNames = Object.keys(arrayKinds) as [ArrayKind, ...ArrayKind[]]

/** What a learner keeps, by name. */
export type StoredArrays = Record<
  string,
  Float32Array | Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array
>

/** @throws Error where there is none of this name, or one of another kind */
export function arrayIn<Kind extends ArrayKind>(
  arrays: StoredArrays,
  name: string,
  kind: Kind,
): InstanceType<(typeof arrayKinds)[Kind]> {
  const found = arrays[name]
  if (!(found instanceof arrayKinds[kind])) throw new Error(`“${name}” is missing.`)
  return found as InstanceType<(typeof arrayKinds)[Kind]>
}
