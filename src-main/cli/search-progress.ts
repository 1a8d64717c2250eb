import type { SvmScores, SvmSearchProgress } from '#contract/svm-search'
import { percent, say, type Output } from './output'
import { ProgressBar, timeLeft } from './progress-bar'

/** Shows a search as it goes: a bar on a terminal, otherwise a line for each score. */
export class SearchProgress {
  /** All that is known so far. */
  scores: SvmScores | null = null
  private readonly bar = new ProgressBar()
  private told = new Int32Array()

  constructor(private readonly output: Output) {}

  show({ share, secondsLeft, scores }: SvmSearchProgress): void {
    this.scores = scores
    this.bar.show({ phase: '', share, left: timeLeft(secondsLeft), more: [] })
    if (scores && !this.bar.visible) this.sayNew(scores)
  }

  end(): void {
    this.bar.end()
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
