/** Seconds that passed while it ran. */
export class Stopwatch {
  private elapsed: number
  private since: number | null = null

  /** @param seconds already on it; @param now milliseconds on a clock that never goes back */
  constructor(
    seconds = 0,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.elapsed = 1000 * seconds
  }

  get seconds(): number {
    const running = this.since === null ? 0 : this.now() - this.since
    return (this.elapsed + running) / 1000
  }

  start() {
    this.since ??= this.now()
  }

  stop() {
    if (this.since !== null) this.elapsed += this.now() - this.since
    this.since = null
  }
}
