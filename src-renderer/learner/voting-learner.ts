import { isNetwork } from '#contract/experiment-spec'
import type { LearnerOf } from '#contract/learner'
import type { RunDetail } from '#contract/run'

/** Learners whose training images vote. */
export type VotingLearner = LearnerOf<'knn' | 'pcaKnn'>

/** The run's learner, where its training images vote and it was kept; else null. */
export function votingLearnerOf({ spec, summary }: RunDetail): VotingLearner | null {
  if (isNetwork(spec) || !summary.hasModel) return null
  const { learner } = spec
  return learner.type === 'knn' || learner.type === 'pcaKnn' ? learner : null
}
