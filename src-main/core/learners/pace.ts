import { setImmediate } from 'node:timers/promises'
import type { WorkCount } from '#contract/work-count'
import type { Work } from './types'

/** Long enough that turning costs nothing, short enough that a message is heard at once. */
const millisecondsBetweenTurns = 40

/**
 * Keeps long work polite: now and then the event loop turns, an abort is heard, and the share that
 * is done is told. The share that is told never goes back.
 */
export class Pace {
  private done = 0
  private told = 0
  // The first breath is a turn: what went before may have taken long.
  private turned = -Infinity

  /** @throws the signal's reason where it is aborted already */
  constructor(private readonly work: Work) {
    work.signal.throwIfAborted()
  }

  /**
   * To be awaited between pieces of work.
   * @param share of the work that is done, 0 … 1; nothing where it is not known to have grown
   * @throws the signal's reason
   */
  async breathe(share = 0): Promise<void> {
    this.done = Math.max(this.done, share)
    const ends = this.done >= 1 && this.told < 1
    if (!ends && performance.now() - this.turned < millisecondsBetweenTurns) return
    if (this.done > this.told) this.work.report(this.done)
    this.told = this.done
    await setImmediate()
    this.turned = performance.now()
    this.work.signal.throwIfAborted()
  }
}

/**
 * A part of some work, as work of its own.
 * @param from share of the whole where it begins
 * @param during what is told as counted while it lasts
 */
export function partOf(work: Work, from: number, to: number, during?: WorkCount): Work {
  const report: Work['report'] = (share, counted = during) =>
    work.report(from + (to - from) * share, counted)
  return { ...work, report }
}

/** Work whose share is a share of so many pieces, told as counted too. */
export function countedWork(work: Work, unit: WorkCount['unit'], of: number): Work {
  const report = (share: number) => work.report(share, { unit, done: Math.round(share * of), of })
  return { ...work, report }
}
