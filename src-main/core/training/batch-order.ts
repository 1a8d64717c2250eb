import type { Recipe } from '#contract/recipe'
import { epochOrder } from '../dataset/batch'

/** The images of one optimiser step: one batch, or as many as are accumulated. */
export interface StepPlan {
  /** In the training images, in the order of the batch. */
  positions: Uint32Array
  /** Counts from 0 over the whole run; what is drawn for the step depends on it and on the seed. */
  step: number
}

/** A batch of a step. */
export interface Piece {
  positions: Uint32Array
  /** Number of its draws; no other batch of the run has it. */
  draw: number
  /** Of the step's images. */
  share: number
}

export function piecesOf(
  { positions, step }: StepPlan,
  { batchSize, accumulation }: Pick<Recipe, 'batchSize' | 'accumulation'>,
): Piece[] {
  const count = Math.ceil(positions.length / batchSize)
  return Array.from({ length: count }, (_, i) => {
    const part = positions.subarray(i * batchSize, (i + 1) * batchSize)
    return {
      positions: part,
      draw: step * accumulation + i,
      share: part.length / positions.length,
    }
  })
}

/** Which images come in which step: shuffled anew each epoch, from seed and epoch only. */
export class BatchOrder {
  readonly stepsPerEpoch: number
  private order: Uint32Array = new Uint32Array(0)
  private orderOf = -1

  /** @param accumulation batches of one step */
  constructor(
    private readonly positions: Uint32Array,
    private readonly batchSize: number,
    private readonly seed: number,
    private readonly accumulation = 1,
  ) {
    this.stepsPerEpoch = Math.ceil(positions.length / (batchSize * accumulation))
  }

  /** Sizes of the batches of an epoch: the last may be smaller. */
  get sizes(): number[] {
    const { length } = this.positions
    const rest = length % this.batchSize
    return [...(length >= this.batchSize ? [this.batchSize] : []), ...(rest > 0 ? [rest] : [])]
  }

  /** @param epoch counts from 0; @param index of the step within the epoch */
  batch(epoch: number, index: number): StepPlan {
    if (this.orderOf !== epoch) {
      this.order = epochOrder(this.positions, this.seed, epoch)
      this.orderOf = epoch
    }
    const images = this.batchSize * this.accumulation
    const start = index * images
    return {
      positions: this.order.subarray(start, start + images),
      step: epoch * this.stepsPerEpoch + index,
    }
  }
}
