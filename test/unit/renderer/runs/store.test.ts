import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useRunSelection } from '../../../../src-renderer/runs/store'
import { canDelete } from '../../../../src-renderer/runs/use-delete-runs'

describe('what is selected among the runs', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('marks in the order of marking, and lets go', () => {
    const selection = useRunSelection()
    for (const id of ['c', 'a', 'b', 'a']) selection.toggleMark(id)
    expect(selection.marked).toEqual(['c', 'b'])
  })

  it('forgets marks of runs that are gone', () => {
    const selection = useRunSelection()
    selection.toggleMark('a')
    selection.toggleMark('b')
    selection.keepMarks(new Set(['b', 'z']))
    expect(selection.marked).toEqual(['b'])
  })

  it('deletes only what has ended', () => {
    const deletable = (
      ['queued', 'running', 'paused', 'finished', 'stopped', 'failed', 'crashed'] as const
    ).filter((status) => canDelete({ status }))
    expect(deletable).toEqual(['finished', 'stopped', 'failed', 'crashed'])
  })
})
