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

/** An array of the kind that was written. @throws Error where the file holds another */
function reader<Kind extends ArrayKind>(kind: Kind) {
  type Wanted = InstanceType<(typeof arrayKinds)[Kind]>
  return (arrays: StoredArrays, name: string): Wanted => {
    const found = arrays[name]
    if (!(found instanceof arrayKinds[kind])) throw new Error(`“${name}” is missing.`)
    return found as Wanted
  }
}

export const floatsIn = reader('float32')
export const doublesIn = reader('float64')
export const numbersIn = reader('int32')
export const wholesIn = reader('uint32')
export const shortsIn = reader('uint16')
export const bytesIn = reader('uint8')
