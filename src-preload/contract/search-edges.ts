import { learnerSchemas } from './learner'
import type { SvmScores, SvmSearchResult } from './svm-search'

/** An end of an axis of a searched grid. */
export interface SearchEdge {
  axis: 'c' | 'gamma'
  end: 'low' | 'high'
}

/**
 * Where the best pair lies on the edge of its grid, so that a better one may lie outside. An axis
 * of one value was not searched, and where no further value is allowed there is nothing to say.
 */
export function edgesOf(
  { costs, gammas }: Pick<SvmScores, 'costs' | 'gammas'>,
  { cost, gamma }: SvmSearchResult['best'],
): SearchEdge[] {
  return [...edgeOf('c', costs, cost), ...edgeOf('gamma', gammas, gamma)]
}

function edgeOf(axis: SearchEdge['axis'], values: readonly number[], best: number): SearchEdge[] {
  const { minValue, maxValue } = learnerSchemas.svm.shape[axis]
  if (values.length < 2) return []
  if (best === values[0] && best > (minValue ?? 0)) return [{ axis, end: 'low' }]
  if (best === values.at(-1) && best < (maxValue ?? Infinity)) return [{ axis, end: 'high' }]
  return []
}
