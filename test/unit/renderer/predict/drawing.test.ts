import { describe, expect, it } from 'vitest'
import { enlarge, hasInk, inkOf } from '../../../../src-renderer/predict/drawing'

describe('drawing', () => {
  it('takes ink from how opaque a pixel is', () => {
    expect([...inkOf(Uint8ClampedArray.from([240, 240, 240, 200, 0, 0, 0, 0]))]).toEqual([200, 0])
  })

  it('enlarges by repeating pixels', () => {
    const large = enlarge(Uint8Array.from([1, 2, 3, 4]), 2, 4)
    expect([...large]).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4])
  })

  it('knows an empty sheet', () => {
    expect(hasInk(new Uint8Array(4))).toBe(false)
    expect(hasInk(Uint8Array.of(0, 9))).toBe(true)
  })
})
