/**
 * Pixels that are not the same in all images, in rising order.
 * @param pixels [count × features]
 */
export function varyingPixels(pixels: Uint8Array, features: number): Uint32Array {
  const varying = new Uint8Array(features)
  // Most pixels vary among the first images; only the others are looked at further.
  let same = Uint32Array.from(varying.keys())
  for (let start = features; start < pixels.length && same.length > 0; start += features) {
    let found = false
    for (let i = 0; i < same.length; i++) {
      const pixel = same[i] ?? 0
      if (pixels[start + pixel] === pixels[pixel]) continue
      varying[pixel] = 1
      found = true
    }
    if (found) same = same.filter((pixel) => varying[pixel] === 0)
  }
  return Uint32Array.from(varying.keys()).filter((pixel) => varying[pixel] === 1)
}
