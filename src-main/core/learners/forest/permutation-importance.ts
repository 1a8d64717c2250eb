import { WorkbenchError } from '#contract/problem'
import { Pace } from '../pace'
import type { LearningImages, Work } from '../types'
import { drawBag } from './bag'
import type { Forest } from './forest'
import type { PermutationSums } from './permute-pixels'
import { checkPixels } from './predict'
import { shareValues } from './shared-images'
import { runPieces, threadsOf, type Threads } from './threads'

/** The app measures one permutation, out of bag; scikit-learn's, to compare with, several by all trees. */
export interface PermutationSettings {
  /** Permutations of each pixel; the importances are their means. */
  repeats: number
  seed: number
  /**
   * The images are those the forest learned from, in their order, and each is judged only by trees
   * that did not see it; otherwise by all trees.
   */
  outOfBag: boolean
}

/**
 * Mean loss of the probability of the right class when a pixel is permuted over the images. With pure
 * leaves this is what Breiman (2001) measures tree by tree; it tells pixels apart that many others
 * could stand in for, of which accuracy loses nothing.
 */
export interface PermutationImportance {
  /** Those that were measured: out of bag, only images that some tree did not see. */
  images: number
  /** [features], over all images */
  overall: Float64Array
  /** [classes × features], over images of that class */
  perClass: Float64Array
}

const imagesAtOnce = 200

/**
 * Measures how much a forest needs each pixel.
 * @throws WorkbenchError `forest.pixels`, `forest.noBags` or `forest.threadEnded`; the signal's reason
 */
export async function permutationImportance(
  forest: Forest,
  images: LearningImages,
  settings: PermutationSettings,
  work: Work,
  threads: Threads = threadsOf(work),
): Promise<PermutationImportance> {
  check(forest, images, settings)
  const { classes, features } = forest
  const input = {
    forest: shareForest(forest),
    pixels: shareValues(images.pixels),
    labels: shareValues(images.labels),
    seed: settings.seed,
    imagesAtOnce,
    seenBy: settings.outOfBag ? await markSeen(forest, work) : null,
  }
  const sums = {
    images: new Float64Array(classes),
    losses: new Float64Array(classes * features),
  }
  const pieces = settings.repeats * Math.ceil(images.count / imagesAtOnce)
  const deliver = (piece: PermutationSums) => {
    addTo(sums.images, piece.images)
    addTo(sums.losses, piece.losses)
  }
  await runPieces('permutation', input, pieces, work, deliver, threads)
  const measured = sums.images.reduce((sum, count) => sum + count, 0) / settings.repeats
  return { images: measured, ...toMeans(sums.losses, sums.images) }
}

/** Otherwise each thread would get a copy of all trees. */
function shareForest(forest: Forest): Forest {
  return {
    ...forest,
    starts: shareValues(forest.starts),
    feature: shareValues(forest.feature),
    threshold: shareValues(forest.threshold),
    right: shareValues(forest.right),
    shares: shareValues(forest.shares),
  }
}

function check(forest: Forest, images: LearningImages, settings: PermutationSettings): void {
  checkPixels(forest, images)
  if (settings.outOfBag && forest.bags?.images !== images.count)
    throw new WorkbenchError(
      'forest.noBags',
      'Out-of-bag images are known only of the data that a forest with bootstrap samples learned from.',
    )
}

/** @returns [images × ⌈trees ÷ 8⌉] bits; see `Permutation.seenBy` */
async function markSeen({ bags, starts }: Forest, work: Work): Promise<Uint8Array> {
  const pace = new Pace(work)
  const { seed, images } = bags ?? { seed: 0, images: 0 }
  const trees = starts.length - 1
  const bytes = Math.ceil(trees / 8)
  const seenBy = new Uint8Array(new SharedArrayBuffer(images * bytes))
  for (let tree = 0; tree < trees; tree += 1) {
    await pace.breathe()
    for (const [image, copies] of drawBag(seed, tree, images).entries()) {
      const at = image * bytes + (tree >> 3)
      if (copies > 0) seenBy[at] = (seenBy[at] ?? 0) | (1 << (tree & 7))
    }
  }
  return seenBy
}

function addTo(sums: Float64Array, more: Float64Array): void {
  for (const [at, value] of more.entries()) sums[at] = (sums[at] ?? 0) + value
}

/** @param sums [classes × features] over images of each class, of which there are `images` */
function toMeans(sums: Float64Array, images: Float64Array) {
  const features = sums.length / images.length
  const all = images.reduce((sum, count) => sum + count, 0)
  const overall = new Float64Array(features)
  const perClass = new Float64Array(sums.length)
  for (const [at, sum] of sums.entries()) {
    const pixel = at % features
    overall[pixel] = (overall[pixel] ?? 0) + sum / all
    perClass[at] = sum / Math.max(1, images[Math.floor(at / features)] ?? 0)
  }
  return { overall, perClass }
}
