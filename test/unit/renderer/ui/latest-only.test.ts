import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { latestOnly } from '../../../../src-renderer/ui/latest-only'

describe('latestOnly', () => {
  it('never runs two at once and skips all but the latest that waited', async () => {
    const started: number[] = []
    const finish: (() => void)[] = []
    const call = latestOnly<number>((value) => {
      started.push(value)
      return new Promise((resolve) => finish.push(resolve))
    })
    for (const value of [1, 2, 3, 4]) call(value)
    expect(started).toEqual([1])
    finish[0]?.()
    await flushPromises()
    expect(started).toEqual([1, 4])
    finish[1]?.()
    await flushPromises()
    call(5)
    expect(started).toEqual([1, 4, 5])
  })
})
