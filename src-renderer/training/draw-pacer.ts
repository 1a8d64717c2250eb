/** What the pacer needs of a window; tests hand in their own. */
export interface PacerClock {
  now(): number
  /** Runs before the next frame; never while the window is hidden. */
  frame(run: () => void): number
  cancelFrame(id: number): void
  later(run: () => void, milliseconds: number): number
  cancelLater(id: number): void
}

export const windowClock: PacerClock = {
  now: () => performance.now(),
  frame: (run) => requestAnimationFrame(run),
  cancelFrame: (id) => cancelAnimationFrame(id),
  later: (run, milliseconds) => window.setTimeout(run, milliseconds),
  cancelLater: (id) => window.clearTimeout(id),
}

/**
 * Draws soon after something changed, in an animation frame, and not more often than the interval
 * allows; a drawing that takes long makes the interval longer, so that the window stays free.
 */
export class DrawPacer {
  private frameId: number | null = null
  private timerId: number | null = null
  private lastStart = -Infinity
  private cost = 0

  /** @param interval shortest time between two drawings, in milliseconds */
  constructor(
    private readonly draw: () => void,
    private readonly interval: number,
    private readonly clock: PacerClock = windowClock,
  ) {}

  /** Asks for a drawing; asking again before it changes nothing. */
  request(): void {
    if (this.frameId !== null || this.timerId !== null) return
    // Drawing gets a sixth of the window's time at most.
    const due = this.lastStart + Math.max(this.interval, 6 * this.cost) - this.clock.now()
    if (due <= 0) this.schedule()
    else
      this.timerId = this.clock.later(() => {
        this.timerId = null
        this.schedule()
      }, due)
  }

  stop(): void {
    if (this.frameId !== null) this.clock.cancelFrame(this.frameId)
    if (this.timerId !== null) this.clock.cancelLater(this.timerId)
    this.frameId = this.timerId = null
  }

  /** Tells what the last drawing took, where it goes on after `draw` returned. */
  took(milliseconds: number): void {
    this.cost = this.cost * 0.7 + milliseconds * 0.3
  }

  private schedule(): void {
    this.frameId = this.clock.frame(() => {
      this.frameId = null
      this.lastStart = this.clock.now()
      this.draw()
    })
  }
}
