import type { Schedule } from '#contract/schedule'

/** What a plateau watch remembers between epochs; goes into checkpoints. */
export interface PlateauState {
  best: number | null
  epochsWithout: number
  cooling: number
  /** Product of the drops so far. */
  share: number
}

/** Lowers the learning rate when the validation loss no longer falls. */
export class Plateau {
  state: PlateauState = { best: null, epochsWithout: 0, cooling: 0, share: 1 }

  constructor(private readonly rule: Extract<Schedule, { type: 'plateau' }>) {}

  /** The rate with the drops so far. */
  apply(rate: number): number {
    const lowered = rate * this.state.share
    return this.state.share < 1 ? Math.max(lowered, Math.min(rate, this.rule.minimum)) : lowered
  }

  /** @returns whether the rate drops after this epoch */
  epochEnded(validationLoss: number): boolean {
    const { state, rule } = this
    if (state.best === null || validationLoss < state.best) {
      state.best = validationLoss
      state.epochsWithout = 0
    } else if (state.cooling === 0) state.epochsWithout += 1
    if (state.cooling > 0) state.cooling -= 1
    if (state.epochsWithout < rule.patience) return false
    state.epochsWithout = 0
    state.cooling = rule.cooldown
    state.share *= rule.factor
    return true
  }
}
