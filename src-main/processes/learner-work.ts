import { learnerCancelled, learnerYielded, type LearnerProgress } from '#contract/learner-work'
import { timeLeft } from '#contract/time-left'
import { everySoOften } from '#core/every-so-often'
import type { Work } from '#core/learners'

/** Milliseconds between two words of progress. */
const betweenWords = 100

/** What is worked out of runs' learners, one piece a run, with its progress told. */
export class LearnerWork {
  readonly #underWay = new Map<string, AbortController>()

  constructor(private readonly tell: (progress: LearnerProgress) => void) {}

  /** @throws WorkbenchError `learner.cancelled` once it is cancelled, or the run's next work begins */
  async follow<Result>(runId: string, make: (work: Work) => Promise<Result>): Promise<Result> {
    this.cancel(runId)
    const controller = new AbortController()
    this.#underWay.set(runId, controller)
    try {
      return await make({ signal: controller.signal, report: this.#reporter(runId) })
    } finally {
      if (this.#underWay.get(runId) === controller) this.#underWay.delete(runId)
    }
  }

  /** Ends the run's work, where there is some. */
  cancel(runId: string): void {
    this.#underWay.get(runId)?.abort(learnerCancelled())
    this.#underWay.delete(runId)
  }

  /** Ends all work, which fails as `learner.yielded`. */
  giveWay(): void {
    for (const controller of this.#underWay.values()) controller.abort(learnerYielded())
    this.#underWay.clear()
  }

  #reporter(runId: string): Work['report'] {
    const start = performance.now()
    const due = everySoOften(betweenWords)
    return (share) => {
      if (!due()) return
      const seconds = (performance.now() - start) / 1000
      this.tell({ runId, share, secondsLeft: timeLeft(share, seconds) })
    }
  }
}
