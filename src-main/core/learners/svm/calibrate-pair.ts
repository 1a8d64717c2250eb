import { partOf } from '../pace'
import type { Work } from '../types'
import type { PairProblem } from './pair-problem'
import { pairIntercept } from './pair-solution'
import { fitSigmoid, type Sigmoid } from './sigmoid'

/** As in LIBSVM. */
export const plattFolds = 5

/**
 * Fits a pair's sigmoid to decisions for samples that were held out, a fold at a time (Platt
 * 1999). A held-out sample's gradient is kept like any other, and its decision read from it; the
 * kernel rows are those of the pair's own fit.
 * @param solveWithout the pair's problem, solved without the samples of a fold
 * @param folds [samples of the pair] each one's fold
 */
export async function calibratePair(
  solveWithout: (excluded: Uint8Array, work: Work) => Promise<PairProblem>,
  folds: Uint8Array,
  work: Work,
): Promise<Sigmoid> {
  const decisions = new Float64Array(folds.length)
  const ofFirst: boolean[] = []
  for (let fold = 0; fold < plattFolds; fold += 1) {
    const excluded = folds.map((each) => (each === fold ? 1 : 0))
    const part = partOf(work, fold / plattFolds, (fold + 1) / plattFolds)
    const problem = await solveWithout(excluded, part)
    const intercept = pairIntercept(problem)
    excluded.forEach((out, variable) => {
      if (!out) return
      const products = (problem.gradient[variable] as number) + problem.target(variable)
      decisions[variable] = products + intercept
      ofFirst[variable] = problem.target(variable) > 0
    })
  }
  return fitSigmoid(decisions, ofFirst)
}
