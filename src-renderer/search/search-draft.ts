import type { LearnerExperiment } from '#contract/experiment-spec'
import { learnerSchemas, type LearnerOf } from '#contract/learner'
import { logSpaced, rangeAround, widened, type LogRange } from '#contract/log-spaced'
import { edgesOf, type SearchEdge } from '#contract/search-edges'
import {
  fewestSearchImages,
  isRising,
  mostSearchValues,
  svmSearchSchema,
  usualSearch,
  type SvmScores,
  type SvmSearch,
  type SvmSearchResult,
} from '#contract/svm-search'
import { numberLimits, withinLimits, type NumberLimits } from '../model/number-limits'

/** A search as it is typed; a field may hold what the contract refuses. */
export interface SearchDraft {
  c: LogRange
  gamma: LogRange
  folds: number
  images: number
  halving: boolean
}
export type SearchAxis = SearchEdge['axis']

const { shape } = svmSearchSchema
const limitsOf = (schema: unknown): NumberLimits => {
  const limits = numberLimits(schema)
  if (!limits) throw new Error('The schema is not a number’s.')
  return limits
}
export const axisLimits = {
  c: limitsOf(learnerSchemas.svm.shape.c),
  gamma: limitsOf(learnerSchemas.svm.shape.gamma),
}
export const foldLimits = limitsOf(shape.folds)
export const countLimits: NumberLimits = { min: 1, max: mostSearchValues, whole: true }

/** Values around the machine's own. @param available training images; null while not known */
export function usualDraft(
  { c, gamma }: Pick<LearnerOf<'svm'>, SearchAxis>,
  available: number | null,
): SearchDraft {
  const around = (value: number, { min, max }: NumberLimits) => rangeAround(value, min, max)
  return {
    c: around(c, axisLimits.c),
    gamma: around(gamma, axisLimits.gamma),
    folds: usualSearch.folds,
    images: Math.min(usualSearch.images, available ?? Infinity),
    halving: false,
  }
}

export type AxisProblem =
  | { kind: 'limits' | 'count'; limits: NumberLimits }
  /** The end has to lie above the beginning. */
  | { kind: 'order' }
  /** So many values do not fit between the ends. */
  | { kind: 'tooNear' }

/** What is wrong with an axis, null where nothing is. */
export function axisProblem(axis: SearchAxis, range: LogRange): AxisProblem | null {
  const limits = axisLimits[axis]
  const { from, to, count } = range
  if (!withinLimits(count, countLimits)) return { kind: 'count', limits: countLimits }
  if (!withinLimits(from, limits)) return { kind: 'limits', limits }
  if (count === 1) return null
  if (!withinLimits(to, limits)) return { kind: 'limits', limits }
  if (to <= from) return { kind: 'order' }
  return isRising(logSpaced(range)) ? null : { kind: 'tooNear' }
}

/** What the number of images may be; null while the data is not known. */
export function imageLimits(
  folds: number,
  classes: number,
  available: number | null,
): NumberLimits | null {
  if (available === null || !withinLimits(folds, foldLimits)) return null
  return { min: fewestSearchImages(folds, classes), max: available, whole: true, ofImages: true }
}

/** The search of a draft that has no problem. */
export function searchOf(draft: SearchDraft, spec: LearnerExperiment): SvmSearch {
  const { c, gamma, folds, images, halving } = draft
  return {
    spec,
    costs: logSpaced(c),
    gammas: logSpaced(gamma),
    folds,
    images,
    halving: halving ? usualSearch.halving : null,
    seed: spec.dataset.splitSeed,
  }
}

/** The ends on which the best lies and beyond which the draft does not go yet. */
export function edgesToWiden(
  draft: SearchDraft,
  scores: SvmScores,
  best: SvmSearchResult['best'],
): SearchEdge[] {
  const value = { c: best.cost, gamma: best.gamma }
  return edgesOf(scores, best).filter(({ axis, end }) => {
    const { from, to, count } = draft[axis]
    if (count < 2 || axisProblem(axis, draft[axis])) return false
    return end === 'low' ? from >= value[axis] : to <= value[axis]
  })
}

/** A draft that goes one value further beyond each of some ends. */
export function widenedDraft(draft: SearchDraft, edges: readonly SearchEdge[]): SearchDraft {
  return edges.reduce(
    (wider, { axis, end }) => ({
      ...wider,
      [axis]: widened(wider[axis], end, { ...axisLimits[axis], most: mostSearchValues }),
    }),
    draft,
  )
}

/** Whether two searches are one and the same work. */
export function sameSearch(one: SvmSearch, other: SvmSearch): boolean {
  const told = (search: SvmSearch) => JSON.stringify({ ...search, spec: null })
  return told(one) === told(other) && searchesAlike(one.spec, other.spec)
}

/** Whether two experiments would score the same grid alike. */
export function searchesAlike(one: LearnerExperiment, other: LearnerExperiment): boolean {
  const told = ({ dataset, learner }: LearnerExperiment) => {
    if (learner.type !== 'svm') return ''
    const { kernel, degree, offset } = learner
    return JSON.stringify([
      { ...dataset, sha256: null },
      kernel,
      ...(kernel === 'polynomial' ? [degree, offset] : []),
    ])
  }
  return told(one) === told(other)
}
