import type { PairProblem } from './pair-problem'
import { gradientEnds } from './violators'

/** What is left of a solved pair. */
export interface PairSolution {
  first: number
  second: number
  /** Support vectors by their positions among the samples, ascending. */
  samples: Int32Array
  /** [support vectors] y·α */
  coefficients: Float64Array
  intercept: number
  /** How far the gradients are from the optimum's order; at most the tolerance, or it was given up. */
  gap: number
}

export function readSolution(problem: PairProblem): PairSolution {
  const { first, second, coefficient } = problem
  const { least, greatest } = gradientEnds(problem)
  const variables = problem.supporting()
  return {
    first,
    second,
    samples: Int32Array.from(variables, (variable) => problem.sample(variable)),
    coefficients: Float64Array.from(variables, (variable) => coefficient[variable] as number),
    intercept: pairIntercept(problem),
    gap: Math.max(greatest - least, 0),
  }
}

/**
 * As LIBSVM's −rho: from the gradients of the coefficients between their bounds, which are equal
 * at the optimum; without any, from the middle of what the others allow. Where one class takes no
 * part, all is of the other (or of neither).
 */
export function pairIntercept(problem: PairProblem): number {
  const { coefficient, lowest, highest, gradient } = problem
  let sum = 0
  let free = 0
  coefficient.forEach((value, variable) => {
    if (value <= (lowest[variable] as number) || value >= (highest[variable] as number)) return
    sum += gradient[variable] as number
    free += 1
  })
  if (free > 0) return -sum / free
  const { least, greatest } = gradientEnds(problem)
  if (least < Infinity && greatest > -Infinity) return -(least + greatest) / 2
  return Number(least < Infinity) - Number(greatest > -Infinity)
}
