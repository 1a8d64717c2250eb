/** What the colours of a map of scores mean. */
export interface ScoreScale {
  /** Score at the pale end: the least, or that of the most errors that are told apart. */
  from: number
  /** The best score. */
  to: number
  /** Some scores lie below the pale end. */
  clipped: boolean
  /** @returns 0…1, the place of a score on the scale */
  shareOf: (score: number) => number
}

/** So many times the errors of the best are told apart; what is worse is all the same. */
const mostErrors = 2

/**
 * A scale by the logarithm of the errors, so that 93 and 94 % differ beside a 34 %.
 * @param scores of at least one pair
 * @param images that each is of
 */
export function scoreScale(scores: readonly number[], images: number): ScoreScale {
  // Without any error, half an image stands for what so many images cannot tell.
  const errorsOf = (score: number) => Math.max(1 - score, 0.5 / images)
  const [least, to] = [Math.min(...scores), Math.max(...scores)]
  const limit = 1 - mostErrors * errorsOf(to)
  const from = Math.max(least, limit)
  const span = Math.log(errorsOf(from) / errorsOf(to))
  const shareOf = (score: number) =>
    span > 0 ? Math.max(0, Math.log(errorsOf(from) / errorsOf(score)) / span) : 1
  return { from, to, clipped: least < limit, shareOf }
}
