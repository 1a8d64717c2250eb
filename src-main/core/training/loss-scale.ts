/** What the scale remembers between steps; goes into checkpoints. */
export interface LossScaleState {
  scale: number
  /** Steps since it last changed. */
  steps: number
}

const largest = 2 ** 24
/** Steps without an overflow before a larger scale is tried. */
const patience = 2_000

/**
 * Factor of the loss that keeps small gradients from vanishing in numbers of 16 bits: halved where
 * they overflow, doubled after a while. Micikevicius et al., “Mixed precision training”, 2018.
 */
export class LossScale {
  state: LossScaleState = { scale: 2 ** 15, steps: 0 }

  stepDone() {
    this.state.steps += 1
    if (this.state.steps < patience) return
    this.state = { scale: Math.min(2 * this.state.scale, largest), steps: 0 }
  }

  overflowed() {
    this.state = { scale: Math.max(1, this.state.scale / 2), steps: 0 }
  }
}
