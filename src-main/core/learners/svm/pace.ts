import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Work } from '../types'

const breathMilliseconds = 50
const reportMilliseconds = 250

/** Keeps long work polite: hears an abort, lets the event loop turn, and reports now and then. */
export interface Pace {
  /** Between pieces of work; @param share of the whole that is done, 0 … 1 */
  breathe(share?: number): Promise<void>
}

export function createPace({ signal, report }: Work): Pace {
  // The first breath is a turn: what went before may have taken long.
  let breathed = -Infinity
  let reported = performance.now()
  let furthest = 0
  return {
    async breathe(share) {
      signal.throwIfAborted()
      const now = performance.now()
      if (share !== undefined && now - reported > reportMilliseconds) {
        reported = now
        furthest = Math.max(furthest, share)
        report(furthest)
      }
      if (now - breathed < breathMilliseconds) return
      await nextTurn()
      breathed = performance.now()
      signal.throwIfAborted()
    },
  }
}

/** The pace of a part of the work, which goes from one share of the whole to another. */
export function paceWithin(pace: Pace, from: number, to: number): Pace {
  return {
    breathe: (share) => pace.breathe(share === undefined ? share : from + share * (to - from)),
  }
}
