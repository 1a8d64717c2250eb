/** An exported file, opened by whatever will read it at the user's. */
export interface ModelRuntime {
  /** Name and version. */
  readonly name: string
  /**
   * @param images bytes, one image after another, height × width × channels each.
   * @returns probabilities [count × classes]
   */
  predict(images: Uint8Array, count: number): Promise<Float32Array>
  close(): Promise<void>
}

/** Bytes 0…255 as pixels 0…1. */
export function toPixels(images: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(images, (byte) => byte / 255)
}
