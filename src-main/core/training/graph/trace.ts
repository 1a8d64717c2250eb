import type { OperationAttribute } from '../../native/operations'

/** Where a value of a trace comes from. */
export type Source =
  | { from: 'operation'; operation: number; output: number }
  | { from: 'input'; index: number }
  | { from: 'variable'; index: number }
  | { from: 'constant'; index: number }

/** Kinds of attributes: TF_AttrType of TensorFlow's C interface. */
export const attributeKind = {
  text: 0,
  integer: 1,
  float: 2,
  flag: 3,
  type: 4,
  shape: 5,
} as const

export interface RecordedOperation {
  name: string
  attributes: readonly OperationAttribute[]
  inputs: readonly Source[]
}

export interface Constant {
  shape: readonly number[]
  /** TensorFlow's number of the type. */
  type: number
  /** Little-endian, as they lie in memory. */
  bytes: Uint8Array
}

/** What a function over tensors did, in TensorFlow's operations. */
export interface Trace {
  operations: readonly RecordedOperation[]
  constants: readonly Constant[]
  /** Of the tensors that the function returned. */
  outputs: readonly Source[]
  /** What the function left in each variable; null where it assigned nothing. */
  assigned: readonly (Source | null)[]
}
