import { roundWork, searchRounds, type SvmScores, type SvmSearchResult } from '#contract/svm-search'
import type { Tensors } from '../../native/tensorflow'
import { partOf } from '../pace'
import type { LearningImages, Work } from '../types'
import { samplesByClass } from './class-samples'
import { planMemory } from './memory-plan'
import { scoreCells, type Cell } from './score-cells'
import { checkSearch, type SvmSearch } from './search-settings'
import { stratifiedSubset } from './stratify'

/**
 * Scores every pair of C and gamma by cross-validation with stratified folds. With halving, all
 * are scored on few images, and only the best go on to more (successive halving: Jamieson and
 * Talwalkar 2016, “Non-stochastic best arm identification and hyperparameter optimization”).
 * @param onScore called with all scores so far after each new one
 * @returns of equally good ones the best is that of the smaller C, then of the smaller gamma
 * @throws WorkbenchError before work starts, as `fitSvm`; the signal's reason where it is aborted
 */
export async function searchSvm(
  tf: Tensors,
  images: LearningImages,
  search: SvmSearch,
  work: Work,
  onScore: (scores: SvmScores) => void,
): Promise<Omit<SvmSearchResult, 'seconds'>> {
  checkSearch(search, images)
  const { costs, gammas, count, seed, memoryLimit } = search
  // The last round's: what fits then fits before.
  planMemory(samplesByClass(stratifiedSubset(images, count, seed)), memoryLimit)
  const cellCount = costs.length * gammas.length
  const rounds = searchRounds({ ...search, images: count }, images.classes)
  const whole = rounds.reduce((sum, round) => sum + roundWork(round), 0)
  const found: SvmScores = {
    costs,
    gammas,
    scores: new Float64Array(cellCount).fill(Number.NaN),
    spreads: new Float64Array(cellCount).fill(Number.NaN),
    images: new Int32Array(cellCount),
  }
  let cells = gammas.flatMap((gamma, row) =>
    costs.map((cost, column): Cell => ({ cost, gamma, index: row * costs.length + column })),
  )
  let done = 0
  for (const round of rounds) {
    cells = bestFirst(cells, found.scores).slice(0, round.cells)
    const some = stratifiedSubset(images, round.images, seed)
    const end = done + roundWork(round) / whole
    const part = partOf(work, done, end)
    await scoreCells(tf, some, { ...search, cells }, part, (cell, told) => {
      found.scores[cell.index] = told.score
      found.spreads[cell.index] = told.spread
      found.images[cell.index] = some.count
      onScore(found)
    })
    done = end
  }
  const [best] = bestFirst(cells, found.scores)
  if (!best) throw new Error('A search without cells has been refused before.')
  const { cost, gamma, index } = best
  const [score, spread] = [found.scores[index] as number, found.spreads[index] as number]
  return { ...found, best: { cost, gamma, score, spread } }
}

function bestFirst(cells: readonly Cell[], scores: Float64Array): Cell[] {
  const of = ({ index }: Cell) => scores[index] as number
  // In the first round there are no scores: NaN decides nothing.
  return [...cells].sort((a, b) => of(b) - of(a) || a.cost - b.cost || a.gamma - b.gamma)
}
