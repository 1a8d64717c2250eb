import { describe, expect, it } from 'vitest'
import { enlarge, fitToPad, hasInk, inkOf } from '../../../../src-renderer/predict/drawing'

describe('drawing', () => {
  it('takes ink from how opaque a pixel is', () => {
    expect([...inkOf(Uint8ClampedArray.from([240, 240, 240, 200, 0, 0, 0, 0]))]).toEqual([200, 0])
  })

  it('enlarges by repeating pixels', () => {
    const large = enlarge(Uint8Array.from([1, 2, 3, 4]), 2, 4)
    expect([...large]).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4])
  })

  it('fits an image to the pad, whatever its size', () => {
    const image = Uint8Array.from([0, 100, 8, 8, 100, 200, 8, 8, 1, 1, 2, 2, 1, 1, 2, 2])
    expect([...fitToPad(image, 2)]).toEqual([100, 8, 1, 2])
    expect([...fitToPad(image, 4)]).toEqual([...image])
    expect([...fitToPad(Uint8Array.of(9), 2)]).toEqual([9, 9, 9, 9])
    const odd = fitToPad(new Uint8Array(37 * 37).fill(50), 20)
    expect(new Set(odd)).toEqual(new Set([50]))
  })

  it('knows an empty sheet', () => {
    expect(hasInk(new Uint8Array(4))).toBe(false)
    expect(hasInk(Uint8Array.of(0, 9))).toBe(true)
  })
})
