/** Of `PrincipalComponents`. */
interface Basis {
  /** [pixels] */
  mean: Float32Array
  /** [components × pixels] */
  vectors: Float32Array
}

export interface RebuiltImage {
  /** Bytes; what lies outside of black and white is held at its edge. */
  pixels: Uint8Array
  /** Mean over the pixels of the squared difference from the image, pixels divided by 255. */
  squaredError: number
}

/**
 * Where an image lies along each component, seen from the mean image.
 * @param image bytes
 * @returns [components]
 */
export function coordinatesOf({ mean, vectors }: Basis, image: Uint8Array): Float64Array {
  const size = mean.length
  const apart = Float64Array.from(image, (byte, pixel) => byte / 255 - (mean[pixel] ?? 0))
  return Float64Array.from({ length: vectors.length / size }, (_, component) =>
    apart.reduce((sum, value, pixel) => sum + value * (vectors[component * size + pixel] ?? 0), 0),
  )
}

/** The mean image, moved along the first so many components to where the image lies. */
export function rebuildImage(
  { mean, vectors }: Basis,
  image: Uint8Array,
  coordinates: Float64Array,
  used: number,
): RebuiltImage {
  const size = mean.length
  const values = Float64Array.from(mean)
  for (let component = 0; component < used; component += 1) {
    const coordinate = coordinates[component] ?? 0
    for (let pixel = 0; pixel < size; pixel += 1)
      values[pixel] = (values[pixel] ?? 0) + coordinate * (vectors[component * size + pixel] ?? 0)
  }
  const squares = values.reduce(
    (sum, value, pixel) => sum + (value - (image[pixel] ?? 0) / 255) ** 2,
    0,
  )
  const pixels = Uint8Array.from(values, (value) =>
    Math.round(255 * Math.min(1, Math.max(0, value))),
  )
  return { pixels, squaredError: squares / size }
}
