/**
 * One grey image as RGBA: the ink in the colour of text, its strength in the alpha channel, so that
 * digits are dark on a light window and light on a dark one.
 * @param pixels one image after another, bytes 0 (paper) … 255 (ink)
 */
export function inkPixels(
  pixels: Uint8Array,
  index: number,
  size: number,
  dark: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(size * 4)
  const tone = dark ? 240 : 18
  const start = index * size
  for (let pixel = 0; pixel < size; pixel++) {
    const at = pixel * 4
    rgba[at] = rgba[at + 1] = rgba[at + 2] = tone
    rgba[at + 3] = pixels[start + pixel] ?? 0
  }
  return rgba
}
