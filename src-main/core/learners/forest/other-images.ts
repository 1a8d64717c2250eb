// Runs in worker threads from the sources too: see threads.ts on its imports.
import { deriveSeed, Random, shuffle } from '../../dataset/random.ts'

/** Which image lends its byte when a pixel is permuted: for each pixel a permutation of the images. */
export class OtherImages {
  /** The images in a random order, and where in it each stands. */
  private readonly order: Uint32Array
  private readonly places: Uint32Array
  /** [pixels]: how many places further on a pixel's other image stands */
  private readonly shifts: Uint32Array

  constructor(seed: number, repeat: number, images: number, pixels: number) {
    const random = new Random(deriveSeed(seed, `permutation ${repeat}`))
    const ascending = Uint32Array.from({ length: images }, (_, image) => image)
    this.order = shuffle(ascending, random)
    this.places = new Uint32Array(images)
    for (const [place, image] of this.order.entries()) this.places[image] = place
    this.shifts = Uint32Array.from({ length: pixels }, () => random.below(images))
  }

  of(image: number, pixel: number): number {
    const place = (this.places[image] ?? 0) + (this.shifts[pixel] ?? 0)
    return this.order[place < this.order.length ? place : place - this.order.length] ?? 0
  }
}
