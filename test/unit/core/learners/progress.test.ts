import { describe, expect, it } from 'vitest'
import { partOf, Progress } from '#core/learners/progress'

function work() {
  const controller = new AbortController()
  const shares: number[] = []
  return {
    controller,
    shares,
    signal: controller.signal,
    report: (share: number) => void shares.push(share),
  }
}

describe('progress', () => {
  it('ends with the whole, and lets others have their turn by then', async () => {
    const all = work()
    let heard = false
    setImmediate(() => (heard = true))
    const progress = new Progress(all, 4)
    await progress.advance(3)
    await progress.advance()
    expect(all.shares.at(-1)).toBe(1)
    expect(heard).toBe(true)
  })

  it('ends by the reason of who cancels, before and between pieces', async () => {
    const all = work()
    const progress = new Progress(all, 1)
    all.controller.abort(new Error('enough'))
    await expect(progress.advance()).rejects.toThrow('enough')
    expect(() => new Progress(all, 1)).toThrow('enough')
  })

  it('of a part is told as a share of the whole', () => {
    const all = work()
    partOf(partOf(all, 0.5, 1), 0, 0.5).report(0.5)
    expect(all.shares).toEqual([0.625])
  })
})
