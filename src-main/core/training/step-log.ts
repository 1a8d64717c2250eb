import type { Scalar } from '@tensorflow/tfjs'
import type { Tensors } from '../native/tensorflow'
import type { StepOutcome } from './training-step'

export interface StepRecord {
  /** Optimiser steps done, this one included. */
  step: number
  /** Epochs done, with its fraction. */
  epoch: number
  /** Milliseconds since 1970. */
  time: number
  images: number
  loss: number
  correct: number
}

type Pending = Omit<StepRecord, 'loss' | 'correct'> & StepOutcome

/** Keeps the figures of steps on the device until all are read back in one go. */
export class StepLog {
  private pending: Pending[] = []

  constructor(private readonly tf: Tensors) {}

  /** Takes over the outcome's tensors. */
  add(step: Pending) {
    this.pending.push(step)
  }

  /** What came since the last time, in order. */
  take(): StepRecord[] {
    const pending = this.pending
    if (pending.length === 0) return []
    this.pending = []
    const tensors: Scalar[] = pending.flatMap(({ loss, correct }) => [loss, correct])
    const values = this.tf.tidy(() => this.tf.stack(tensors).dataSync<'float32'>())
    this.tf.dispose(tensors)
    return pending.map(({ step, epoch, time, images }, i) => ({
      step,
      epoch,
      time,
      images,
      loss: values[2 * i] ?? Number.NaN,
      correct: values[2 * i + 1] ?? Number.NaN,
    }))
  }

  dispose() {
    for (const { loss, correct } of this.pending) this.tf.dispose([loss, correct])
    this.pending = []
  }
}
