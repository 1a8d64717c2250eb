import type { Normalization } from '#contract/experiment-spec'
import type { Recipe } from '#contract/recipe'
import { drawTransforms, isAugmented, transformImages } from '../dataset/augmentation'
import { epochOrder, imageTensor, normalizeImages } from '../dataset/batch'
import { deriveSeed, Random } from '../dataset/random'
import type { Dataset, ImageSelection } from '../dataset/types'
import type { Tensors } from '../native/tensorflow'
import type { Batch } from './training-step'

/**
 * The training images as shuffled, augmented, normalised batches. What a batch holds depends on
 * seed, epoch and position only. The last batch of an epoch may be smaller.
 */
export class BatchSource {
  readonly stepsPerEpoch: number
  private order: Uint32Array = new Uint32Array(0)
  private orderOf = -1

  constructor(
    private readonly tf: Tensors,
    private readonly selection: ImageSelection,
    private readonly imageShape: Dataset['imageShape'],
    private readonly normalization: Normalization,
    private readonly recipe: Pick<Recipe, 'batchSize' | 'seed' | 'augmentation'>,
  ) {
    this.stepsPerEpoch = Math.ceil(selection.positions.length / recipe.batchSize)
  }

  /**
   * @param epoch counts from 0; @param index of the batch within the epoch
   * @returns tensors that the caller disposes of
   */
  load(epoch: number, index: number): Batch {
    const { tf, imageShape, normalization, recipe } = this
    const { images } = this.selection
    const start = index * recipe.batchSize
    const positions = this.orderFor(epoch).subarray(start, start + recipe.batchSize)
    return {
      images: tf.tidy(() => {
        const pixels = imageTensor(tf, { images, positions }, imageShape)
        if (!isAugmented(recipe.augmentation)) return normalizeImages(tf, pixels, normalization)
        const [height, width] = imageShape
        const random = new Random(deriveSeed(recipe.seed, `augmentation/${epoch}/${index}`))
        const { length } = positions
        const transforms = drawTransforms(length, [height, width], recipe.augmentation, random)
        return normalizeImages(tf, transformImages(tf, pixels, transforms), normalization)
      }),
      labels: tf.tensor1d(
        Int32Array.from(positions, (position) => images.labels[position] ?? 0),
        'int32',
      ),
    }
  }

  private orderFor(epoch: number): Uint32Array {
    if (this.orderOf !== epoch) {
      this.order = epochOrder(this.selection.positions, this.recipe.seed, epoch)
      this.orderOf = epoch
    }
    return this.order
  }
}
