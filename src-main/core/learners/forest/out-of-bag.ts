import { largest } from '../../model/scores'
import type { GrownTree } from './forest'

/** How a forest does on what it learned from, each image judged only by trees that did not see it. */
export interface OutOfBag {
  /** Share that is classified correctly; NaN where no image was outside of a bag. */
  score: number
  /** How many images were outside of at least one bag: with some dozen trees all of them. */
  images: number
}

/** Sums up what trees say of images outside of their bags (Breiman, 2001). */
export class OutOfBagVotes {
  private readonly labels: Uint8Array
  private readonly classes: number
  /** [images × classes] */
  private readonly votes: Float64Array

  constructor(labels: Uint8Array, classes: number) {
    this.labels = labels
    this.classes = classes
    this.votes = new Float64Array(labels.length * classes)
  }

  add({ outsideRows, mixedShares }: GrownTree): void {
    const { classes, votes } = this
    if (!outsideRows) return
    for (let image = 0; image < outsideRows.length; image += 1) {
      const row = outsideRows[image] ?? -1
      const at = image * classes
      if (row >= classes) {
        const mixed = (row - classes) * classes
        for (let c = 0; c < classes; c += 1)
          votes[at + c] = (votes[at + c] ?? 0) + (mixedShares[mixed + c] ?? 0)
      } else if (row >= 0) votes[at + row] = (votes[at + row] ?? 0) + 1
    }
  }

  judge(): OutOfBag {
    const { classes, labels, votes } = this
    let images = 0
    let correct = 0
    for (const [image, label] of labels.entries()) {
      const ofImage = votes.subarray(image * classes, (image + 1) * classes)
      const winner = largest(ofImage)
      if (ofImage[winner] === 0) continue
      images += 1
      if (winner === label) correct += 1
    }
    return { score: correct / images, images }
  }
}
