import type { PointColumns } from '#contract/metrics'
import { joinPoints } from '#core/metrics'

/** A transaction for each handful of points would take from the cores that train. */
const heldMilliseconds = 500

/** Points on their way to the store, a few together. */
export class HeldPoints {
  private runId = ''
  private parts: PointColumns[] = []
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly record: (runId: string, points: PointColumns) => void) {}

  add(runId: string, points: PointColumns) {
    if (runId !== this.runId) this.flush()
    this.runId = runId
    this.parts.push(points)
    this.timer ??= setTimeout(() => {
      this.flush()
    }, heldMilliseconds)
  }

  /** Before anything else is recorded or read: what is known stays in its order. */
  flush() {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const { parts } = this
    this.parts = []
    if (parts.length > 0) this.record(this.runId, joinPoints(parts))
  }
}
