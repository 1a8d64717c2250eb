import { WorkbenchError } from '#contract/problem'
import { largest } from '../../model/scores'
import { Pace } from '../pace'
import type { LearnerAnswer, LearningImages, Work } from '../types'
import { leafMark, type Forest } from './forest'

/** A tree stays in the processor's second cache while so many images ask it. Measured. */
const imagesAtOnce = 5000

/**
 * Asks all trees. As in scikit-learn, an image's probabilities are the mean of what its leaves say,
 * and the first of equally probable classes is predicted.
 * @throws WorkbenchError `forest.pixels` where images are not of the size of those learned from
 */
export async function predictForest(
  forest: Forest,
  images: Pick<LearningImages, 'count' | 'features' | 'pixels'>,
  work: Work,
): Promise<LearnerAnswer> {
  checkPixels(forest, images)
  const pace = new Pace(work)
  const { classes } = forest
  const { count, pixels } = images
  const predicted = new Uint8Array(count)
  const probabilities = new Float32Array(count * classes)
  const trees = forest.starts.length - 1
  const votes = new Float64Array(Math.min(imagesAtOnce, count) * classes)
  for (let first = 0; first < count; first += imagesAtOnce) {
    const size = Math.min(imagesAtOnce, count - first)
    votes.fill(0)
    for (let tree = 0; tree < trees; tree += 1) {
      addVotes(forest, tree, pixels, first, size, votes)
      await pace.breathe((first + (size * (tree + 1)) / trees) / count)
    }
    for (let at = 0; at < size * classes; at += 1)
      probabilities[first * classes + at] = (votes[at] ?? 0) / trees
    for (let i = 0; i < size; i += 1)
      predicted[first + i] = largest(votes.subarray(i * classes, (i + 1) * classes))
  }
  return { predicted, probabilities }
}

/** @throws WorkbenchError `forest.pixels` */
export function checkPixels(
  { features }: Forest,
  images: Pick<LearningImages, 'count' | 'features' | 'pixels'>,
): void {
  if (images.features === features && images.pixels.length === images.count * features) return
  throw new WorkbenchError(
    'forest.pixels',
    `The random forest learned from images of ${features} pixels; these have ${images.features}.`,
    { learned: features, given: images.features },
  )
}

function addVotes(
  forest: Forest,
  tree: number,
  pixels: Uint8Array,
  first: number,
  size: number,
  votes: Float64Array,
): void {
  const { features, classes, starts, feature, threshold, right, shares } = forest
  // Copied: run from the sources, an imported name is looked up anew each time.
  const leaf: number = leafMark
  const root = starts[tree] ?? 0
  for (let i = 0; i < size; i += 1) {
    const image = (first + i) * features
    let node = root
    for (let asked = feature[node] ?? 0; asked !== leaf; asked = feature[node] ?? 0)
      node = (pixels[image + asked] ?? 0) <= (threshold[node] ?? 0) ? node + 1 : (right[node] ?? 0)
    const row = right[node] ?? 0
    const vote = i * classes
    // Most leaves are pure.
    if (row < classes) votes[vote + row] = (votes[vote + row] ?? 0) + 1
    else
      for (let c = 0; c < classes; c += 1)
        votes[vote + c] = (votes[vote + c] ?? 0) + (shares[row * classes + c] ?? 0)
  }
}
