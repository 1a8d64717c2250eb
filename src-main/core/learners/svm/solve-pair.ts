import type { Pace } from '../pace'
import { optimizeSet } from './optimize-set'
import type { PairProblem } from './pair-problem'
import { gradientEnds, worstViolators, type GradientEnds } from './violators'
import type { WorkingSet } from './working-set'

/** Variables that join the working set in one round. */
const freshVariables = 128
/** A round's optimisation ends at this share of the gap: the rest of the gradients is older. */
const innerShare = 0.1
/** A pair is given up after so many steps, as in LIBSVM; then its gap tells. */
const fewestStepsAllowed = 1e7
/** Steps times members between two breaths: some ten milliseconds. */
const workPerBreath = 4e6

/**
 * Solves a pair's dual problem by decomposition in two levels, after Wen et al. 2018
 * (“ThunderSVM”): each round takes the worst violators into the working set, gets their kernel
 * rows in blocks, optimises the set with all else fixed, and brings the gradients up to date.
 * The set grows as far as it may, so a row is computed once and a round is solved in full.
 *
 * @param set empty or not: what it held before is forgotten
 * @param tolerance the gap at the end, as LIBSVM's epsilon
 * @param start variables for the first round: those that supported a similar problem; none is fine
 */
export async function solvePair(
  problem: PairProblem,
  set: WorkingSet,
  tolerance: number,
  start: readonly number[],
  pace: Pace,
): Promise<void> {
  set.clear()
  const expected = start.filter((variable) => problem.takesPart(variable)).slice(0, set.capacity)
  // Half of a full set stays, or what was just optimised would drift again (Wen et al. 2018).
  const most = Math.min(freshVariables, Math.max(2, Math.floor(set.capacity / 2)))
  let stepsLeft = Math.max(fewestStepsAllowed, 100 * problem.size)
  let stuck = false
  for (;;) {
    const ends = gradientEnds(problem)
    const gap = ends.greatest - ends.least
    if (gap <= tolerance || stuck || stepsLeft <= 0) {
      if (problem.active.length === problem.size) return
      await restoreGradients(problem, set, pace)
      stuck = false
      continue
    }
    await pace.breathe(shareDone(gap, tolerance))
    shrink(problem, set, ends)
    const fresh =
      set.size === 0 && expected.length > 0 ? expected : worstViolators(problem, set, ends, most)
    makeRoom(problem, set, ends, fresh.length)
    await addMembers(problem, set, fresh, pace)
    const ending = Math.max(tolerance / 2, innerShare * gap)
    const steps = await optimize(set, ending, stepsLeft, pace)
    writeBack(problem, set)
    stepsLeft -= steps
    stuck = steps === 0 && fresh.length === 0
  }
}

/** The gap begins at 2 and falls about as fast in each round, on a logarithmic scale. */
function shareDone(gap: number, tolerance: number): number {
  const share = Math.log(2 / gap) / Math.log(2 / tolerance)
  return Math.min(Math.max(share, 0), 1)
}

/** @returns the number of steps */
async function optimize(
  set: WorkingSet,
  tolerance: number,
  allowed: number,
  pace: Pace,
): Promise<number> {
  const most = Math.ceil(workPerBreath / set.size)
  let all = 0
  for (;;) {
    const steps = optimizeSet(set, tolerance, most)
    all += steps
    if (steps < most || all >= allowed) return all
    await pace.breathe()
  }
}

/**
 * Leaves out variables at a bound that hold their place by more than the gap: they will hardly
 * move again (Joachims 1998; the rule is LIBSVM's). Their gradients are made anew at the end.
 */
function shrink(problem: PairProblem, set: WorkingSet, { least, greatest }: GradientEnds): void {
  const { coefficient, lowest, highest, gradient } = problem
  problem.active = problem.active.filter((variable) => {
    const at = coefficient[variable] as number
    const value = gradient[variable] as number
    const held =
      (at === lowest[variable] && value > greatest) || (at === highest[variable] && value < least)
    return !held || set.has(variable)
  })
}

async function restoreGradients(problem: PairProblem, set: WorkingSet, pace: Pace): Promise<void> {
  const { active, coefficient, gradient, size } = problem
  const upToDate = new Uint8Array(size)
  for (const variable of active) upToDate[variable] = 1
  problem.active = problem.everyVariable()
  const stale = problem.active.filter((variable) => !upToDate[variable])
  for (const variable of stale) gradient[variable] = -problem.target(variable)
  const supporting = problem.supporting()
  for (let start = 0; start < supporting.length; start += set.capacity) {
    const part = supporting.slice(start, start + set.capacity)
    await problem.provideRows([], part, pace)
    const amounts = part.map((variable) => coefficient[variable] as number)
    problem.addToGradient(part, amounts, stale)
  }
}

/**
 * Takes out of a full set those that meet their optimality condition (Karush, Kuhn and Tucker) by
 * the widest margin: first those held at a bound, then those between bounds and nearest to rest.
 */
function makeRoom(
  { coefficient, lowest, highest, gradient }: PairProblem,
  set: WorkingSet,
  { least, greatest }: GradientEnds,
  wanted: number,
): void {
  const surplus = set.size + wanted - set.capacity
  if (surplus <= 0) return
  const middle = (least + greatest) / 2
  const kktMargin = (variable: number) => {
    const excess = (gradient[variable] as number) - middle
    if (coefficient[variable] === lowest[variable]) return excess
    if (coefficient[variable] === highest[variable]) return -excess
    return -Math.abs(excess)
  }
  const leaving = Array.from(set.members.subarray(0, set.size), (variable) => ({
    variable,
    margin: kktMargin(variable),
  })).sort((a, b) => b.margin - a.margin)
  for (const { variable } of leaving.slice(0, surplus)) set.remove(variable)
}

/** Takes variables into the set, and brings all its members' values up to date. */
async function addMembers(
  problem: PairProblem,
  set: WorkingSet,
  fresh: readonly number[],
  pace: Pace,
): Promise<void> {
  const { coefficient, lowest, highest, gradient, firstSize } = problem
  const known = set.size
  for (const variable of fresh) set.add(variable)
  const members = set.members.subarray(0, set.size)
  await problem.provideRows(members.subarray(0, known), members.subarray(known), pace)
  for (let slot = known; slot < set.size; slot += 1)
    set.fillKernel(slot, problem.row(set.members[slot] as number), firstSize)
  for (let slot = 0; slot < set.size; slot += 1) {
    const variable = set.members[slot] as number
    set.gradient[slot] = gradient[variable] as number
    set.coefficient[slot] = coefficient[variable] as number
    set.lowest[slot] = lowest[variable] as number
    set.highest[slot] = highest[variable] as number
  }
}

/** Writes the set's coefficients back to the problem, and adds to the gradients what follows from them. */
function writeBack(problem: PairProblem, set: WorkingSet): void {
  const { coefficient } = problem
  const changed: number[] = []
  const amounts: number[] = []
  for (let slot = 0; slot < set.size; slot += 1) {
    const variable = set.members[slot] as number
    const amount = (set.coefficient[slot] as number) - (coefficient[variable] as number)
    if (amount === 0) continue
    changed.push(variable)
    amounts.push(amount)
    coefficient[variable] = set.coefficient[slot] as number
  }
  problem.addToGradient(changed, amounts, problem.active)
}
