import { Pace, partOf } from '../pace'
import type { Work } from '../types'
import type { SolvedPair } from './assemble'
import { calibratePair, plattFolds } from './calibrate-pair'
import { classPairs, classRange, type ClassSamples } from './class-samples'
import type { KernelRows } from './kernel-rows'
import { PairProblem } from './pair-problem'
import { readSolution } from './pair-solution'
import type { SvmSettings } from './settings'
import { solvePair } from './solve-pair'
import { dealFolds } from './stratify'
import type { WorkingSet } from './working-set'

interface PairsToSolve {
  rows: KernelRows
  set: WorkingSet
  cost: number
  tolerance: number
}

/** Solves each pair once, with its sigmoid where asked for, and gives rows up as it goes. */
export async function solvePairs(
  { rows, set, cost, tolerance }: PairsToSolve,
  { platt, seed }: Pick<SvmSettings, 'platt' | 'seed'>,
  work: Work,
): Promise<SolvedPair[]> {
  const { samples } = rows
  const folds = platt ? dealFolds(samples, plattFolds, seed) : null
  const solved: SolvedPair[] = []
  const pairs = classPairs(samples.labels.length)
  const counted = () => ({ unit: 'pairs' as const, done: solved.length, of: pairs.length })
  // A pair takes about as long as it has samples; each sample is in a pair with every other class.
  const whole = samples.order.length * (samples.labels.length - 1)
  let done = 0
  for (const [first, second] of pairs) {
    const end = done + pairSize(samples, first, second)
    const pair = partOf(work, done / whole, end / whole, counted())
    const problem = new PairProblem(rows, first, second, cost, null)
    await solvePair(problem, set, tolerance, [], new Pace(folds ? partOf(pair, 0, 1 / 3) : pair))
    const solution = readSolution(problem)
    const solveWithout = async (excluded: Uint8Array, part: Work) => {
      const others = new PairProblem(rows, first, second, cost, excluded)
      await solvePair(others, set, tolerance, problem.supporting(), new Pace(part))
      return others
    }
    const rest = partOf(pair, 1 / 3, 1)
    const sigmoid =
      folds && (await calibratePair(solveWithout, ofPair(folds, samples, first, second), rest))
    solved.push({ solution, sigmoid })
    rows.forget(first, second)
    rows.forget(second, first)
    // Pairs come in an order in which this is the first class's last.
    if (second === samples.labels.length - 1) rows.forget(first, first)
    done = end
    work.report(done / whole, counted())
  }
  return solved
}

/**
 * Solves each pair without some samples, and keeps what rows it can for the next time.
 * @param supporting of each pair, the support vectors of the last time; replaced by the new ones
 */
export async function solvePairsWithout(
  { rows, set, cost, tolerance }: PairsToSolve,
  excluded: Uint8Array,
  supporting: Map<number, number[]>,
  work: Work,
): Promise<SolvedPair[]> {
  const { samples } = rows
  const pace = new Pace(work)
  const solved: SolvedPair[] = []
  for (const [pair, [first, second]] of classPairs(samples.labels.length).entries()) {
    const out = ofPair(excluded, samples, first, second)
    const problem = new PairProblem(rows, first, second, cost, out)
    await solvePair(problem, set, tolerance, supporting.get(pair) ?? [], pace)
    supporting.set(pair, problem.supporting())
    solved.push({ solution: readSolution(problem), sigmoid: null })
  }
  return solved
}

/** What is said of each sample, for the samples of a pair in the order of its variables. */
function ofPair(values: Uint8Array, samples: ClassSamples, first: number, second: number) {
  const [firstStart, firstSize] = classRange(samples, first)
  const [secondStart, secondSize] = classRange(samples, second)
  const both = new Uint8Array(firstSize + secondSize)
  both.set(values.subarray(firstStart, firstStart + firstSize))
  both.set(values.subarray(secondStart, secondStart + secondSize), firstSize)
  return both
}

function pairSize(samples: ClassSamples, first: number, second: number): number {
  return classRange(samples, first)[1] + classRange(samples, second)[1]
}
