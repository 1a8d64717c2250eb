// Runs in worker threads from the sources too: see threads.ts on its imports.
import type { Random } from '../../dataset/random.ts'

/**
 * Draws a node's candidate pixels without replacement as scikit-learn does: a pixel that is the same
 * in all images of a node counts as drawn, is never looked at again below that node, and drawing goes
 * on until at least one pixel differs.
 *
 * `pixels` holds, from the front: constants drawn at this node, constants known from above, those
 * found here, then pixels not drawn yet, and at the end those that were tried.
 */
export class PixelDraw {
  private readonly pixels: Int32Array
  /** Constants in the order they were found, from the root to the node of last draw. */
  private readonly constants: Int32Array
  private readonly random: Random

  constructor(features: number, random: Random) {
    this.pixels = Int32Array.from({ length: features }, (_, pixel) => pixel)
    this.constants = new Int32Array(features)
    this.random = random
  }

  /**
   * @param known how many constants the node above found
   * @param wanted how many pixels are drawn
   * @param differs tries a pixel and tells whether it differs within the node
   * @returns how many constants are known now
   */
  draw(known: number, wanted: number, differs: (pixel: number) => boolean): number {
    const { pixels, constants, random } = this
    let drawnConstants = 0
    let found = 0
    let untried = pixels.length
    for (
      let visited = 0;
      untried > known + found && (visited < wanted || visited <= found + drawnConstants);
      visited += 1
    ) {
      let at = drawnConstants + random.below(untried - found - drawnConstants)
      if (at < known) {
        swap(pixels, at, drawnConstants)
        drawnConstants += 1
        continue
      }
      at += found
      if (differs(pixels[at] ?? 0)) {
        untried -= 1
        swap(pixels, at, untried)
      } else {
        swap(pixels, at, known + found)
        found += 1
      }
    }
    // The node's sibling and the nodes below count on the order in which constants were found.
    for (let i = 0; i < known; i += 1) pixels[i] = constants[i] ?? 0
    for (let i = known; i < known + found; i += 1) constants[i] = pixels[i] ?? 0
    return known + found
  }
}

function swap(values: Int32Array, a: number, b: number): void {
  const held = values[a] ?? 0
  values[a] = values[b] ?? 0
  values[b] = held
}
