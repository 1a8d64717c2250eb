import { describe, expect, it } from 'vitest'
import { inkPixels } from '../../../../src-renderer/ui/ink-pixels'

describe('inkPixels', () => {
  const pixels = Uint8Array.from([0, 255, 10, 128])

  it('draws the second image in the colour of text, its strength as alpha', () => {
    expect([...inkPixels(pixels, 1, 2, false)]).toEqual([18, 18, 18, 10, 18, 18, 18, 128])
    expect([...inkPixels(pixels, 0, 2, true)]).toEqual([240, 240, 240, 0, 240, 240, 240, 255])
  })
})
