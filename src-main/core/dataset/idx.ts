import { WorkbenchError } from '#contract/problem'

export interface IdxArray {
  dimensions: number[]
  /** View on the file's bytes, without its header. */
  values: Uint8Array
}

/**
 * Reads an IDX file of unsigned bytes (format: LeCun, Cortes and Burges, “The
 * MNIST database”): two zeros, type 0x08, number of dimensions, each dimension as
 * a big-endian word, values. Nothing is allocated by what the header claims.
 * @throws WorkbenchError `dataset.damaged` where header and length do not agree
 */
export function parseIdx(file: Uint8Array, name: string, dimensionCount: number): IdxArray {
  const headerBytes = 4 + 4 * dimensionCount
  if (file.length < headerBytes) throw damagedFile(name, 'it ends within its header')
  if (file[0] !== 0 || file[1] !== 0 || file[2] !== 8 || file[3] !== dimensionCount)
    throw damagedFile(name, `it is not an IDX file of bytes with ${dimensionCount} dimensions`)
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const dimensions = Array.from({ length: dimensionCount }, (_, i) => view.getUint32(4 + 4 * i))
  const expected = dimensions.reduce((product, size) => product * size, 1)
  const present = file.length - headerBytes
  if (expected !== present)
    throw damagedFile(name, `it holds ${present} values where ${expected} belong`)
  return { dimensions, values: file.subarray(headerBytes) }
}

export function damagedFile(file: string, reason: string): WorkbenchError {
  return new WorkbenchError('dataset.damaged', `The data file ${file} is damaged: ${reason}.`, {
    file,
    reason,
  })
}
