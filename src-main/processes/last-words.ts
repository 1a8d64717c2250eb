import type { Problem } from '#contract/problem'
import type { RunStatus, RunSummary } from '#contract/run'

/** How a run ended; without a reason where it ended well. */
export interface Ending {
  status: RunStatus
  reason: Problem | null
}

/**
 * How a run ended must not be lost to a disk that is full at that moment: what could not be
 * written is kept, told to whoever asks for the run, and written when there is room again.
 */
export class LastWords {
  private readonly waiting = new Map<string, { ending: Ending; write: () => void }>()

  /** @throws what `write` throws; it is tried again by `repeat` then. */
  say(runId: string, ending: Ending, write: () => void): void {
    try {
      write()
    } catch (error) {
      this.waiting.set(runId, { ending, write })
      throw error
    }
  }

  /** The run as it is, although the store does not know yet. */
  addTo(run: RunSummary): RunSummary {
    const ending = this.waiting.get(run.id)?.ending
    if (!ending) return run
    const { status, reason } = ending
    return {
      ...run,
      status,
      reason: reason?.message ?? null,
      reasonCode: reason?.code ?? null,
      reasonValues: reason?.values ?? null,
    }
  }

  /** @returns whether anything could be written now */
  repeat(): boolean {
    const before = this.waiting.size
    for (const [runId, { write }] of this.waiting)
      try {
        write()
        this.waiting.delete(runId)
      } catch {
        // Told when it was said first; the next time may do.
      }
    return this.waiting.size < before
  }
}
