import { epochOrder } from '../dataset/batch'

/** The images of one optimiser step. */
export interface StepPlan {
  /** In the training images, in the order of the batch. */
  positions: Uint32Array
  /** Counts from 0 over the whole run; what is drawn for the step depends on it and on the seed. */
  step: number
}

/** Which images come in which step: shuffled anew each epoch, from seed and epoch only. */
export class BatchOrder {
  readonly stepsPerEpoch: number
  private order: Uint32Array = new Uint32Array(0)
  private orderOf = -1

  constructor(
    private readonly positions: Uint32Array,
    private readonly batchSize: number,
    private readonly seed: number,
  ) {
    this.stepsPerEpoch = Math.ceil(positions.length / batchSize)
  }

  /** Sizes of the batches of an epoch: the last may be smaller. */
  get sizes(): number[] {
    const { length } = this.positions
    const rest = length % this.batchSize
    return [...(length >= this.batchSize ? [this.batchSize] : []), ...(rest > 0 ? [rest] : [])]
  }

  /** @param epoch counts from 0; @param index of the batch within the epoch */
  batch(epoch: number, index: number): StepPlan {
    if (this.orderOf !== epoch) {
      this.order = epochOrder(this.positions, this.seed, epoch)
      this.orderOf = epoch
    }
    const start = index * this.batchSize
    return {
      positions: this.order.subarray(start, start + this.batchSize),
      step: epoch * this.stepsPerEpoch + index,
    }
  }
}
