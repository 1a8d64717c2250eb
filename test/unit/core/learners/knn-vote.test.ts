import { describe, expect, it } from 'vitest'
import { accuracyByNeighbours, vote, type Neighbours } from '#core/learners/knn'

/** Training images 0 … 5 of classes 2, 1, 1, 2, 0, 0. */
const labels = Uint8Array.of(2, 1, 1, 2, 0, 0)

function nearest(indices: number[], distances: number[]): Neighbours {
  return {
    length: indices.length,
    indices: Int32Array.from(indices),
    distances: Float64Array.from(distances),
  }
}

describe('votes of neighbours', () => {
  it('a tie goes to the lower class', () => {
    const { predicted, probabilities } = vote(
      nearest([0, 1, 2, 3], [1, 2, 3, 4]),
      labels,
      3,
      4,
      'uniform',
    )
    expect([...predicted]).toEqual([1])
    expect([...probabilities]).toEqual([0, 0.5, 0.5])
  })

  it('only as many count as are asked for', () => {
    const neighbours = nearest([0, 1, 2, 3], [1, 2, 3, 4])
    expect([...vote(neighbours, labels, 3, 1, 'uniform').probabilities]).toEqual([0, 0, 1])
    expect([...vote(neighbours, labels, 3, 3, 'uniform').predicted]).toEqual([1])
  })

  it('weigh by one through the distance', () => {
    const { predicted, probabilities } = vote(
      nearest([0, 1, 2], [1, 4, 4]),
      labels,
      3,
      3,
      'distance',
    )
    expect([...predicted]).toEqual([2])
    expect(probabilities[1]).toBeCloseTo(1 / 3, 6)
    expect(probabilities[2]).toBeCloseTo(2 / 3, 6)
  })

  it('leave it to those at distance 0 where there are any', () => {
    const { probabilities } = vote(
      nearest([0, 1, 2, 4], [0, 0, 1e-9, 1e-9]),
      labels,
      3,
      4,
      'distance',
    )
    expect([...probabilities]).toEqual([0, 0.5, 0.5])
  })

  it('give the accuracy for every number of neighbours at once', () => {
    const neighbours: Neighbours = {
      length: 3,
      indices: Int32Array.of(0, 1, 2, 4, 5, 3),
      distances: Float64Array.of(1, 2, 3, 1, 2, 3),
    }
    const truth = Uint8Array.of(1, 0)
    const curve = accuracyByNeighbours(neighbours, labels, truth, 3, 'uniform')
    expect([...curve]).toEqual([0.5, 1, 1])
  })
})
