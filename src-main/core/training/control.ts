/** How a run is told to pause, go on and stop. Commands take effect between two steps. */
export class RunControl {
  private wake: (() => void) | null = null
  private isPaused = false
  private isStopped = false
  private readonly ending = new AbortController()
  private askedRate: number | null = null

  get paused(): boolean {
    return this.isPaused && !this.isStopped
  }

  /** Aborts with a stop; for work that has no steps of its own. */
  get signal(): AbortSignal {
    return this.ending.signal
  }

  get stopRequested(): boolean {
    return this.isStopped
  }

  pause() {
    this.isPaused = true
  }

  resume() {
    this.isPaused = false
    this.wake?.()
  }

  /** From the next step on. */
  setRate(learningRate: number) {
    this.askedRate = learningRate
  }

  /** The rate that was asked for since the last time, null where none was. */
  takeRate(): number | null {
    const asked = this.askedRate
    this.askedRate = null
    return asked
  }

  /** Ends a pause too; a stopped run does not go on. */
  stop() {
    this.isStopped = true
    this.ending.abort()
    this.wake?.()
  }

  /** Resolves at once where the run is not paused, else when it is resumed or stopped. */
  async untilResumed(): Promise<void> {
    while (this.paused) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
      this.wake = null
    }
  }
}
