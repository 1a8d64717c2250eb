/** What the pacer needs of a window; tests hand in their own. */
export interface PacerClock {
  now(): number
  later(run: () => void, milliseconds: number): number
  cancelLater(id: number): void
}

export const windowClock: PacerClock = {
  now: () => performance.now(),
  later: (run, milliseconds) => window.setTimeout(run, milliseconds),
  cancelLater: (id) => {
    window.clearTimeout(id)
  },
}

/**
 * Draws at once when something has changed, but not more often than the interval allows; drawings
 * that take long make the interval longer, so that the window stays free.
 */
export class DrawPacer {
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
    if (this.timerId !== null) return
    // Drawing gets a quarter of the window's time at most.
    const due = this.lastStart + Math.max(this.interval, 4 * this.cost) - this.clock.now()
    if (due <= 0) this.start()
    else
      this.timerId = this.clock.later(() => {
        this.timerId = null
        this.start()
      }, due)
  }

  /** Draws what waits now: something else changes the page, and a frame for both is cheaper. */
  hasten(): void {
    if (this.timerId === null) return
    this.stop()
    this.start()
  }

  stop(): void {
    if (this.timerId !== null) this.clock.cancelLater(this.timerId)
    this.timerId = null
  }

  /** Tells what a drawing took, where it goes on after `draw` has returned. */
  took(milliseconds: number): void {
    this.cost = this.cost * 0.7 + milliseconds * 0.3
  }

  private start(): void {
    this.lastStart = this.clock.now()
    this.draw()
  }
}

/**
 * Calls back once the next frame was painted, with the milliseconds that the frame took: what was
 * given to the charts is then on the screen. Never while the window is hidden.
 */
export function afterPaint(run: (cost: number) => void): void {
  requestAnimationFrame((began) => {
    // A task comes after all callbacks of this frame and its painting. A timer, not a message: the
    // port that a message needs would stay in memory with each drawing.
    window.setTimeout(() => {
      run(performance.now() - began)
    }, 0)
  })
}
