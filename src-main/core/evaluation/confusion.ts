/** @returns counts[actual × classes + predicted] */
export function countConfusion(
  actual: Uint8Array,
  predicted: Uint8Array,
  classes: number,
): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(classes * classes)
  for (const [image, label] of actual.entries()) {
    const cell = label * classes + (predicted[image] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}
