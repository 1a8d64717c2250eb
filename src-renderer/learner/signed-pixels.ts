/** Tones of positive and negative values: blue and orange, apart for every kind of sight. */
const positive = { light: [37, 85, 200], dark: [120, 170, 255] } as const
const negative = { light: [196, 90, 10], dark: [255, 160, 80] } as const
const plain = { light: [18, 18, 18], dark: [240, 240, 240] } as const

/** The tone that values of this sign are drawn in, red, green and blue. */
export function toneOf(value: number, signed: boolean, dark: boolean) {
  const theme = dark ? 'dark' : 'light'
  return signed ? (value < 0 ? negative : positive)[theme] : plain[theme]
}

/**
 * One picture as RGBA: the tone is the sign, the alpha channel the size beside the largest.
 * @param values one picture after another
 * @param size pixels of one
 */
export function signedPixels(
  values: Float32Array,
  index: number,
  size: number,
  signed: boolean,
  dark: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const part = values.subarray(index * size, (index + 1) * size)
  const largest = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  const rgba = new Uint8ClampedArray(size * 4)
  for (const [pixel, value] of part.entries()) {
    rgba.set(toneOf(value, signed, dark), pixel * 4)
    rgba[pixel * 4 + 3] = (255 * Math.abs(value)) / largest
  }
  return rgba
}

/** The pixel of each picture whose value is largest in size. */
export function strongestPixels(values: Float32Array, size: number): number[] {
  return Array.from({ length: values.length / size }, (_, index) => {
    const part = values.subarray(index * size, (index + 1) * size)
    return part.reduce(
      (best, value, pixel) => (Math.abs(value) > Math.abs(part[best] ?? 0) ? pixel : best),
      0,
    )
  })
}
