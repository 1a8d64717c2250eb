import { describe, expect, it } from 'vitest'
import { NearestLists } from '#core/learners/knn/nearest-lists'

describe('lists of the nearest', () => {
  it('keep the smallest in order, whatever order they come in', () => {
    const lists = new NearestLists(2, 3)
    for (const [index, measure] of [9, 4, 7, 1, 8, 3].entries()) lists.insert(1, measure, index)
    expect([...lists.measures.slice(3)]).toEqual([1, 3, 4])
    expect([...lists.indices.slice(3)]).toEqual([3, 5, 1])
    expect(lists.limit(1)).toBe(4)
    expect(lists.limit(0)).toBe(Infinity)
  })

  it('prefer the lower index among equal distances, also at the end', () => {
    const lists = new NearestLists(1, 3)
    for (const index of [5, 2, 9, 1, 7]) lists.insert(0, 4, index)
    expect([...lists.indices]).toEqual([1, 2, 5])
  })

  it('hold an image once', () => {
    const lists = new NearestLists(1, 3)
    for (const index of [5, 5, 2, 2, 5]) lists.insert(0, index === 5 ? 1 : 3, index)
    lists.insert(0, 1, 4)
    expect([...lists.indices]).toEqual([4, 5, 2])
  })
})
