/** Rolling record of delays in milliseconds; the oldest are forgotten. */
export class LatencyRecord {
  private readonly delays: Float64Array
  private taken = 0

  constructor(size = 1_024) {
    this.delays = new Float64Array(size)
  }

  get count(): number {
    return Math.min(this.taken, this.delays.length)
  }

  add(milliseconds: number): void {
    // Clocks of two processes are the same machine's; below zero is their resolution.
    this.delays[this.taken % this.delays.length] = Math.max(0, milliseconds)
    this.taken++
  }

  /** The delay that the share of records does not exceed, null without any. */
  quantile(share: number): number | null {
    if (this.count === 0) return null
    const sorted = this.delays.slice(0, this.count).sort()
    const at = Math.min(this.count - 1, Math.ceil(share * this.count) - 1)
    return sorted[Math.max(0, at)] ?? null
  }

  clear(): void {
    this.taken = 0
  }
}
