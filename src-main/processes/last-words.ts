/**
 * How a run ended must not be lost to a disk that is full at that moment: what could not be
 * written is kept, and written when there is room again.
 */
export class LastWords {
  private readonly waiting = new Map<string, () => void>()

  /** @throws what `write` throws; it is tried again by `repeat` then. */
  say(runId: string, write: () => void): void {
    try {
      write()
    } catch (error) {
      this.waiting.set(runId, write)
      throw error
    }
  }

  /** @returns whether anything could be written now */
  repeat(): boolean {
    const before = this.waiting.size
    for (const [runId, write] of this.waiting)
      try {
        write()
        this.waiting.delete(runId)
      } catch {
        // Told when it was said first; the next time may do.
      }
    return this.waiting.size < before
  }
}
