import { percentDone } from '#contract/percent-done'

/** What is told of work under way. */
export interface ProgressState {
  /** What is done, such as `fitting`; empty where there is but one thing. */
  phase: string
  /** 0 … 1; null of work that tells no progress: it has neither bar nor time. */
  share: number | null
  /** Such as `5 s left`. */
  left: string
  /** What else there is, the most telling first. */
  more: readonly string[]
}

const barWidths = { least: 10, most: 40 }

/**
 * One line that fits into so many columns: the bar takes what is left over, and where that is too
 * little, the last words of `more` are left out first, then the bar itself.
 */
export function progressLine({ phase, share, left, more }: ProgressState, columns: number): string {
  if (share === null) return phase
  const head = [phase, `${percentDone(share)}%`].filter(Boolean).join(' ')
  // The last column stays free: some terminals begin a new line with it.
  const room = columns - 1
  for (let kept = more.length; kept >= 0; kept -= 1) {
    const words = [head, left, ...more.slice(0, kept)].join(' · ')
    const width = Math.min(barWidths.most, room - words.length - 1)
    if (width >= barWidths.least) return `${bar(share, width)} ${words}`
  }
  return `${head} · ${left}`.slice(0, Math.max(0, room))
}

function bar(share: number, width: number): string {
  const done = Math.min(width, Math.floor(share * width))
  return '█'.repeat(done) + '░'.repeat(width - done)
}
