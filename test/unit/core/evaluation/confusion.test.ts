import { describe, expect, it } from 'vitest'
import { countConfusion } from '#core/evaluation'

describe('countConfusion', () => {
  it('counts actual by predicted', () => {
    const counts = countConfusion(Uint8Array.of(0, 0, 1, 2, 2), Uint8Array.of(0, 1, 1, 0, 0), 3)
    expect([...counts]).toEqual([1, 1, 0, 0, 1, 0, 2, 0, 0])
  })

  it('is empty for no images', () => {
    expect([...countConfusion(new Uint8Array(0), new Uint8Array(0), 2)]).toEqual([0, 0, 0, 0])
  })
})
