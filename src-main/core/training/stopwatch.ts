/** Seconds that passed while it ran. */
export class Stopwatch {
  private elapsed = 0
  private since: number | null = null

  /** @param now milliseconds on a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

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
