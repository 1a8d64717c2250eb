/** What the colours of a map of scores mean. */
export interface ScoreScale {
  /** Score at the far end; what is worse has its colour, too. */
  from: number
  /** The best score. */
  to: number
  /** @returns 0…1, the place of a score on the scale */
  shareOf: (score: number) => number
}

/**
 * So many times the errors of the best are told apart. It does not depend on the worst: a bad row
 * would make the good ones look the same, and two good scores alone would look far apart.
 */
const mostErrors = 2

/**
 * A scale by the logarithm of the errors, so that 93 and 94 % differ beside a 34 %.
 * @param best of the scores
 * @param images that it is of
 */
export function scoreScale(best: number, images: number): ScoreScale {
  // Without any error, half an image stands for what so many images cannot tell.
  const errorsOf = (score: number) => Math.max(1 - score, 0.5 / images)
  const most = Math.min(1, mostErrors * errorsOf(best))
  const span = Math.log(most / errorsOf(best))
  const shareOf = (score: number) =>
    span > 0 ? Math.max(0, Math.log(most / errorsOf(score)) / span) : 1
  return { from: 1 - most, to: best, shareOf }
}
