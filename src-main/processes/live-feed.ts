import type { MetricBatch, PointColumns } from '#contract/metrics'
import { joinPoints } from '#core/metrics'

/** Batches under way to a window before more are held back. */
const batchesAhead = 3
/** Held-back points beyond this are dropped, the oldest first: from the screen, never from the store. */
const heldPointsLimit = 20_000

/**
 * Points on their way to the window. A window that draws slowly acknowledges
 * slowly, gets fewer and larger batches, and never holds up training.
 */
export class LiveFeed {
  private sequence = 0
  private drawn = 0
  private runId = ''
  private held: PointColumns[] = []

  constructor(private readonly send: (batch: MetricBatch) => void) {}

  begin(runId: string) {
    this.runId = runId
    this.held = []
    this.sequence = 0
    this.drawn = 0
  }

  push(points: PointColumns) {
    this.held.push(points)
    this.flush()
  }

  /** The window has drawn this batch. */
  acknowledge(runId: string, sequence: number) {
    if (runId !== this.runId) return
    this.drawn = Math.max(this.drawn, Math.min(sequence, this.sequence))
    this.flush()
  }

  /** A window that was loaded anew will never acknowledge what the old one was sent. */
  forgetWindow() {
    this.drawn = this.sequence
  }

  private flush() {
    if (this.held.length === 0 || this.sequence - this.drawn >= batchesAhead) {
      this.trim()
      return
    }
    const points = joinPoints(this.held)
    this.held = []
    this.sequence += 1
    this.send({ runId: this.runId, sequence: this.sequence, points })
  }

  private trim() {
    let count = this.held.reduce((sum, { series }) => sum + series.length, 0)
    while (count > heldPointsLimit && this.held.length > 1)
      count -= this.held.shift()?.series.length ?? 0
  }
}
