/** An IDX file of bytes. */
export function idxFile(dimensions: readonly number[], values: Uint8Array): Uint8Array {
  const file = new Uint8Array(4 + 4 * dimensions.length + values.length)
  file.set([0, 0, 8, dimensions.length])
  const view = new DataView(file.buffer)
  for (const [i, size] of dimensions.entries()) view.setUint32(4 + 4 * i, size)
  file.set(values, 4 + 4 * dimensions.length)
  return file
}
