import type { SvmScores, SvmSearchProgress } from '#contract/svm-search'
import { percent, say, type Output } from './output'
import { progressBar, timeLeft } from './progress-bar'

/** Shows a search as it goes: a bar on a terminal, otherwise a line for each score. */
export class SearchProgress {
  /** All that is known so far. */
  scores: SvmScores | null = null
  private readonly bar = progressBar('{bar} {percentage}% · {left} left')
  private told = new Int32Array()

  constructor(private readonly output: Output) {
    this.bar?.start(100, 0, { left: '–' })
  }

  show({ share, secondsLeft, scores }: SvmSearchProgress): void {
    this.scores = scores
    this.bar?.update(100 * share, { left: timeLeft(secondsLeft) })
    if (scores && !this.bar) this.sayNew(scores)
  }

  end(): void {
    this.bar?.stop()
  }

  private sayNew({ costs, gammas, scores, images }: SvmScores): void {
    images.forEach((count, cell) => {
      if (count === (this.told[cell] ?? 0)) return
      const cost = costs[cell % costs.length]
      const gamma = gammas[Math.floor(cell / costs.length)]
      say(
        this.output,
        `C = ${cost}, gamma = ${gamma}: ${percent(scores[cell] ?? null)} of ${count} images`,
      )
    })
    this.told = images.slice()
  }
}
