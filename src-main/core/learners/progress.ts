import { setImmediate } from 'node:timers/promises'
import type { Work } from './types'

/** Long enough that turning costs nothing, short enough that a message is heard at once. */
const millisecondsBetweenTurns = 40

/** Counts the pieces of some work; lets the event loop turn and tells the share now and then. */
export class Progress {
  private done = 0
  private turned = performance.now()

  /** @throws the signal's reason where it is aborted already */
  constructor(
    private readonly work: Work,
    private readonly pieces: number,
  ) {
    work.signal.throwIfAborted()
  }

  /** To be awaited after each piece. @throws the signal's reason */
  async advance(pieces = 1): Promise<void> {
    this.done += pieces
    const now = performance.now()
    if (now - this.turned < millisecondsBetweenTurns && this.done < this.pieces) return
    this.work.report(Math.min(1, this.done / this.pieces))
    await setImmediate()
    this.turned = performance.now()
    this.work.signal.throwIfAborted()
  }
}

/** A part of some work, as work of its own. @param from share of the whole where it begins */
export function partOf(work: Work, from: number, to: number): Work {
  return { ...work, report: (share) => work.report(from + (to - from) * share) }
}
