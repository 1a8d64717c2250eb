import type { PairProblem } from './pair-problem'
import type { WorkingSet } from './working-set'

/** The least gradient of a coefficient that may rise, and the greatest of one that may fall. */
export interface GradientEnds {
  least: number
  greatest: number
}

/** At the optimum, `greatest` is not above `least` (Keerthi et al. 2001); the excess is the gap. */
export function gradientEnds(problem: PairProblem): GradientEnds {
  const { active, coefficient, lowest, highest, gradient } = problem
  let least = Infinity
  let greatest = -Infinity
  for (let index = 0; index < active.length; index += 1) {
    const variable = active[index] as number
    const value = gradient[variable] as number
    const at = coefficient[variable] as number
    if (value < least && at < (highest[variable] as number)) least = value
    if (value > greatest && at > (lowest[variable] as number)) greatest = value
  }
  return { least, greatest }
}

const levels = 256

/**
 * Active variables outside the set that violate the order most: up to half of `most` that may
 * rise, and half that may fall. They are told apart by 256 levels of the gap, which sorts
 * thousands in one pass.
 */
export function worstViolators(
  problem: PairProblem,
  set: WorkingSet,
  { least, greatest }: GradientEnds,
  most: number,
): number[] {
  const { active, coefficient, lowest, highest, gradient } = problem
  const perLevel = (levels - 1) / (greatest - least)
  const risers: number[][] = Array.from({ length: levels }, () => [])
  const fallers: number[][] = Array.from({ length: levels }, () => [])
  for (let index = 0; index < active.length; index += 1) {
    const variable = active[index] as number
    if (set.has(variable)) continue
    const value = gradient[variable] as number
    const at = coefficient[variable] as number
    if (value < greatest && at < (highest[variable] as number))
      risers[Math.floor((value - least) * perLevel)]?.push(variable)
    if (value > least && at > (lowest[variable] as number))
      fallers[Math.floor((greatest - value) * perLevel)]?.push(variable)
  }
  const half = Math.floor(most / 2)
  const chosen = [...firstOf(risers, half), ...firstOf(fallers, half)]
  // One with room on both sides may stand in both.
  return [...new Set(chosen)]
}

function firstOf(lists: readonly number[][], most: number): number[] {
  const chosen: number[] = []
  for (const list of lists) {
    chosen.push(...list.slice(0, most - chosen.length))
    if (chosen.length === most) break
  }
  return chosen
}
