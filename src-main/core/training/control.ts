/** How a run is told to pause, go on and stop. Commands take effect between two steps. */
export class RunControl {
  private wake: (() => void) | null = null
  private isPaused = false
  private isStopped = false

  get paused(): boolean {
    return this.isPaused && !this.isStopped
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

  /** Ends a pause too; a stopped run does not go on. */
  stop() {
    this.isStopped = true
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
