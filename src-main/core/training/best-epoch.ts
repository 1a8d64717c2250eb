import type { EarlyStopping } from '#contract/early-stopping'
import type { EpochFigures } from '#contract/run'

/** What is remembered between epochs; goes into checkpoints. */
export interface BestEpochState {
  /** The figure of the best epoch. */
  best: number | null
  /** Counts from 1; 0 before the first. */
  epoch: number
  epochsWithout: number
}

const figureOf: Record<EarlyStopping['monitor'], (figures: EpochFigures) => number> = {
  'validation.loss': ({ validationLoss }) => validationLoss,
  'validation.accuracy': ({ validationAccuracy }) => validationAccuracy,
  'train.loss': ({ trainLoss }) => trainLoss,
  'train.accuracy': ({ trainAccuracy }) => trainAccuracy,
}

/** Which epoch was the best so far, and whether the run should end: Prechelt, “Early stopping”, 1998. */
export class BestEpoch {
  state: BestEpochState = { best: null, epoch: 0, epochsWithout: 0 }

  /** @param stopping null never ends the run; the best is then that of the validation accuracy */
  constructor(private readonly stopping: EarlyStopping | null) {}

  /** @returns whether this epoch is the best so far */
  epochEnded(figures: EpochFigures): boolean {
    const { monitor = 'validation.accuracy', minimumChange = 0 } = this.stopping ?? {}
    const figure = figureOf[monitor](figures)
    const { best, epochsWithout } = this.state
    const gain = best === null ? Infinity : monitor.endsWith('loss') ? best - figure : figure - best
    const better = gain > minimumChange
    this.state = better
      ? { best: figure, epoch: figures.epoch, epochsWithout: 0 }
      : { ...this.state, epochsWithout: epochsWithout + 1 }
    return better
  }

  get shouldStop(): boolean {
    return this.stopping !== null && this.state.epochsWithout >= this.stopping.patience
  }

  get restores(): boolean {
    return this.stopping?.restoreBest ?? false
  }
}
