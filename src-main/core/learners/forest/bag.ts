// Runs in worker threads from the sources too: see threads.ts on its imports.
import { deriveSeed, Random } from '../../dataset/random.ts'

/**
 * A tree's bootstrap sample: as many draws as there are images, with replacement.
 * @returns [images]: how often each was drawn; 0 is outside of the bag
 */
export function drawBag(seed: number, tree: number, images: number): Uint16Array {
  const random = new Random(deriveSeed(seed, `bag ${tree}`))
  const drawn = new Uint16Array(images)
  for (let draw = 0; draw < images; draw += 1) {
    const image = random.below(images)
    drawn[image] = (drawn[image] ?? 0) + 1
  }
  return drawn
}
