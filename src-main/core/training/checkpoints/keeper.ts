import type { BestEpoch } from '../best-epoch'
import type { LearningRate } from '../learning-rate'
import type { TrainingReport } from '../report'
import type { TrainingStep } from '../training-step'
import type { Checkpoint, CheckpointHead } from './checkpoint'
import type { CheckpointFolder, Kind } from './folder'

/** Seconds of training between two marks in memory: so much is run again to find a bad number. */
const markEvery = 5

export interface KeeperParts {
  step: TrainingStep
  report: TrainingReport
  rate: LearningRate
  best: BestEpoch
  folder: CheckpointFolder
  towers: number
  /** Seconds of the run so far, its earlier lives included. */
  elapsed: () => number
  /** Minutes of training between two checkpoints within an epoch; 0 writes at epochs' ends only. */
  minutes: number
  onWritten: (head: CheckpointHead) => void
  /** A checkpoint could not be written; training goes on. Does not throw. */
  onFailure: (error: unknown) => void
}

/** Where the run stands: the next step is the `index`-th of the epoch, both from 0. */
export interface Place {
  epoch: number
  index: number
}

/** Writes checkpoints while training goes on, and keeps the newest state in memory. */
export class CheckpointKeeper {
  /** The last known good state. */
  mark: Checkpoint | null = null
  private bestValues: Float32Array[] | null = null
  private markedAt = 0
  private writtenAt = 0
  /** What waits to be written; a newer one takes the place of an older. */
  private readonly pending = new Map<Kind, Checkpoint>()
  private writing: Promise<void> | null = null

  constructor(private readonly parts: KeeperParts) {
    this.markedAt = this.writtenAt = parts.report.seconds
  }

  /** Of a run that goes on, whose best epoch lies before. */
  remember(bestValues: Float32Array[]) {
    this.bestValues = bestValues
  }

  /** The state as it is now: where training begins, and where its course was changed. */
  begin(place: Place) {
    this.mark = this.take(place)
  }

  stepDone(place: Place) {
    const { report, minutes } = this.parts
    if (report.seconds - this.markedAt < markEvery) return
    const checkpoint = this.take(place)
    if (minutes === 0 || report.seconds - this.writtenAt < 60 * minutes) return
    this.write('last', checkpoint)
  }

  /** @param better whether the epoch that ended is the best so far */
  epochEnded(place: Place, better: boolean) {
    const checkpoint = this.take(place)
    if (better && this.parts.best.restores) {
      this.bestValues = checkpoint.values
      // Before the one that will speak of it.
      this.write('best', checkpoint)
    }
    this.write('last', checkpoint)
  }

  /** For a run that is stopped: it can go on from here. */
  stopped(place: Place) {
    this.write('last', this.take(place))
  }

  /** For a run that went wrong: it can go on from the last good state. */
  failed() {
    if (this.mark) this.write('last', this.mark)
  }

  /** Puts the weights of the best epoch back; @returns that epoch, null where it is the last one */
  restoreBest(): number | null {
    const { best, step, report } = this.parts
    const { epoch } = best.state
    if (!best.restores || !this.bestValues || epoch === report.state().epochsDone) return null
    step.restore({ values: this.bestValues, lossScale: null })
    return epoch
  }

  /** Resolves once everything is on the disk. */
  async settled(): Promise<void> {
    await this.writing
  }

  private take({ epoch, index }: Place): Checkpoint {
    const { step, report, rate, best, towers, elapsed } = this.parts
    const counted = report.state()
    const { values, lossScale } = step.state()
    const checkpoint = {
      head: {
        epoch,
        index,
        towers,
        seconds: elapsed(),
        lossScale,
        rate: rate.state,
        best: { ...best.state },
        report: counted,
      },
      values,
    }
    this.markedAt = report.seconds
    // A loss is finite one step longer than the weights.
    if (values.every(isFiniteArray)) this.mark = checkpoint
    return checkpoint
  }

  private write(kind: Kind, checkpoint: Checkpoint) {
    if (checkpoint !== this.mark) return
    this.writtenAt = this.parts.report.seconds
    // To the end of the queue.
    this.pending.delete(kind)
    this.pending.set(kind, checkpoint)
    this.writing ??= this.drain()
  }

  /** One after another: training does not wait for the disk, and a slow disk misses some. */
  private async drain(): Promise<void> {
    const { folder, onWritten, onFailure } = this.parts
    try {
      for (const [kind, checkpoint] of this.pending) {
        this.pending.delete(kind)
        await folder
          .write(kind, checkpoint)
          .then(() => kind === 'last' && onWritten(checkpoint.head), onFailure)
      }
    } finally {
      this.writing = null
    }
  }
}

function isFiniteArray(values: Float32Array): boolean {
  // NaN and infinities survive a sum; large numbers of 32 bits do not overflow one of 64.
  let sum = 0
  for (const value of values) sum += value
  return Number.isFinite(sum)
}
