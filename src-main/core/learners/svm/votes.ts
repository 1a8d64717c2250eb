import { largest, softmax } from '../../model/scores'
import { eachPair } from './class-samples'
import { couplePairs } from './couple'
import type { FittedSvm } from './model'
import { sigmoidProbability } from './sigmoid'

/** An answer for one image, over the classes that the machine knows. */
interface Vote {
  winner: number
  /** [labels], which sum to 1 */
  probabilities: Float64Array
}

/**
 * Each pair votes for one of its classes; of classes with the most votes the lowest wins, as in
 * LIBSVM. Without Platt scaling there are no probabilities in a support vector machine: what is
 * given instead is the softmax of scikit-learn's `decision_function` (votes, and less than a third
 * of a vote for how decided they were). It ranks the classes; where votes tie, the winner and the
 * tied class that was more decided change places, so that the winner always stands first.
 * @param decisions [pairs], above 0 for the first of the pair
 */
export function countVotes(decisions: Float32Array, classes: number): Vote {
  const votes = new Float64Array(classes)
  const decided = new Float64Array(classes)
  eachPair(classes, (first, second, pair) => {
    const decision = decisions[pair] as number
    const voted = decision > 0 ? first : second
    votes[voted] = (votes[voted] as number) + 1
    decided[first] = (decided[first] as number) + decision
    decided[second] = (decided[second] as number) - decision
  })
  const winner = largest(votes)
  const confidences = votes.map((count, index) => {
    const sum = decided[index] as number
    return count + sum / (3 * (Math.abs(sum) + 1))
  })
  const highest = largest(confidences)
  const held = confidences[winner] as number
  confidences[winner] = confidences[highest] as number
  confidences[highest] = held
  const probabilities = new Float64Array(classes)
  softmax(confidences, probabilities, 0)
  return { winner, probabilities }
}

/** LIBSVM's least probability of a pair. */
const leastProbability = 1e-7

/** With Platt scaling the most probable class wins, as in LIBSVM's probability predictions. */
export function coupleVotes(
  decisions: Float32Array,
  classes: number,
  { a, b }: NonNullable<FittedSvm['platt']>,
): Vote {
  const pairwise = new Float64Array(classes * classes)
  eachPair(classes, (first, second, pair) => {
    const sigmoid = { a: a[pair] as number, b: b[pair] as number }
    const ofFirst = Math.min(
      Math.max(sigmoidProbability(decisions[pair] as number, sigmoid), leastProbability),
      1 - leastProbability,
    )
    pairwise[first * classes + second] = ofFirst
    pairwise[second * classes + first] = 1 - ofFirst
  })
  const probabilities = couplePairs(pairwise, classes)
  return { winner: largest(probabilities), probabilities }
}
