import type { GreyPicture } from './ink'

/** @param rgba [height × width × 4] bytes, sRGB, alpha not multiplied in */
export function greyOf(rgba: Uint8Array, width: number, height: number): GreyPicture {
  const pixels = width * height
  const grey = new Float32Array(pixels)
  const alpha = new Float32Array(pixels)
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const at = pixel * 4
    grey[pixel] =
      0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0)
    alpha[pixel] = (rgba[at + 3] ?? 255) / 255
  }
  return { width, height, grey, alpha }
}
