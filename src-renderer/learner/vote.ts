import type { VotingNeighbours } from '#contract/neighbours'

export interface ClassVote {
  label: number
  /** Neighbours of this class. */
  count: number
  /** Their part of the whole vote. */
  share: number
}

/** What each class got, the most first; equal ones in the order in which a tie is decided. */
export function classVotes({ labels, probabilities }: VotingNeighbours): ClassVote[] {
  return [...new Set(labels)]
    .map((label) => ({
      label,
      count: labels.filter((each) => each === label).length,
      share: probabilities[label] ?? 0,
    }))
    .sort((a, b) => b.share - a.share || a.label - b.label)
}
