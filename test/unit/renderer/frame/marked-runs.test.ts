import { beforeEach, describe, expect, it } from 'vitest'
import {
  clearMarks,
  keepMarks,
  markedRuns,
  toggleMark,
} from '../../../../src-renderer/frame/marked-runs'

describe('marks of runs', () => {
  beforeEach(clearMarks)

  it('stand in the order of marking, and are taken back', () => {
    for (const id of ['c', 'a', 'b', 'a']) toggleMark(id)
    expect(markedRuns.value).toEqual(['c', 'b'])
  })

  it('of runs that are gone are forgotten', () => {
    toggleMark('a')
    toggleMark('b')
    keepMarks(new Set(['b', 'z']))
    expect(markedRuns.value).toEqual(['b'])
  })
})
