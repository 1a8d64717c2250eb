// Runs in worker threads from the sources too: see threads.ts on its imports.
/** Images of one node among those of a tree. */
export interface NodeImages {
  /** Bytes in which the node's images are found. */
  data: Uint8Array
  /** Distance between two pixels of an image in `data`. */
  stride: number
  /**
   * Of each image two numbers: where its first pixel lies in `data`, and its tag, which goes with it.
   * One list of both keeps the loops over it within the processor's registers.
   */
  pairs: Int32Array
  /** The node's images are from here … */
  start: number
  /** … to before here. */
  end: number
}

/** Moves images whose pixel is above the threshold behind the others; both keep their order. */
export class Partition {
  private readonly spare: Int32Array

  /** @param images of the greatest node */
  constructor(images: number) {
    this.spare = new Int32Array(2 * images)
  }

  /** @returns where the images above the threshold begin */
  divide(node: NodeImages, pixel: number, threshold: number): number {
    const { data, pairs, start, end } = node
    const { spare } = this
    const offset = pixel * node.stride
    let below = 2 * start
    let above = 0
    for (let i = 2 * start; i < 2 * end; i += 2) {
      const place = pairs[i] ?? 0
      const tag = pairs[i + 1] ?? 0
      // Written to both sides, of which one moves on: a branch would be guessed wrongly too often.
      const step = ((threshold - (data[offset + place] ?? 0)) >> 31) & 2
      pairs[below] = spare[above] = place
      pairs[below + 1] = spare[above + 1] = tag
      above += step
      below += 2 - step
    }
    for (let i = 0; i < above; i += 1) pairs[below + i] = spare[i] ?? 0
    return below >> 1
  }
}
