import { expect, it } from 'vitest'
import { canDelete } from '../../../../src-renderer/runs/use-delete-runs'

it('deletes only what has ended', () => {
  const deletable = (
    ['queued', 'running', 'paused', 'finished', 'stopped', 'failed', 'crashed'] as const
  ).filter((status) => canDelete({ status }))
  expect(deletable).toEqual(['finished', 'stopped', 'failed', 'crashed'])
})
