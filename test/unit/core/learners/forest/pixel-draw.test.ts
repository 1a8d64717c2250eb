import { describe, expect, it } from 'vitest'
import { Random } from '#core/dataset'
import { PixelDraw } from '#core/learners/forest/pixel-draw'

describe('PixelDraw', () => {
  it('tries as many pixels as wanted, each once, evenly over nodes', () => {
    const draw = new PixelDraw(10, new Random(3))
    const tried = new Array<number>(10).fill(0)
    for (let node = 0; node < 3000; node += 1) {
      const here: number[] = []
      draw.draw(0, 4, (pixel) => here.push(pixel) > 0)
      expect(new Set(here).size).toBe(4)
      for (const pixel of here) tried[pixel] = (tried[pixel] ?? 0) + 1
    }
    // 1,200 each, standard deviation 27
    for (const count of tried) expect(Math.abs(count - 1200)).toBeLessThan(120)
  })

  it('goes on until a pixel differs, and ends where none does', () => {
    const draw = new PixelDraw(30, new Random(1))
    const tried: number[] = []
    expect(draw.draw(0, 2, (pixel) => tried.push(pixel) > 0 && pixel === 17)).toBe(tried.length - 1)
    expect(tried.at(-1) === 17 || tried.length === 2).toBe(true)
    expect(draw.draw(0, 2, () => false)).toBe(30)
    expect(draw.draw(30, 2, () => true)).toBe(30)
  })

  it('never tries again below a node what was constant in it', () => {
    const draw = new PixelDraw(40, new Random(8))
    const isConstant = (pixel: number) => pixel % 3 !== 0
    for (let tree = 0; tree < 50; tree += 1) {
      const constants = new Set<number>()
      let known = 0
      let lastKnown = 0
      const tryPixel = (pixel: number) => {
        expect(constants.has(pixel)).toBe(false)
        if (isConstant(pixel)) constants.add(pixel)
        return !isConstant(pixel)
      }
      for (let depth = 0; depth < 8; depth += 1) {
        lastKnown = known
        known = draw.draw(known, 6, tryPixel)
        expect(known).toBe(constants.size)
      }
      // A sibling of the last node knows what their parent knew, and tries nothing of it.
      const again: number[] = []
      draw.draw(lastKnown, 40, (pixel) => again.push(pixel) > 0)
      expect(again.length).toBe(40 - lastKnown)
    }
  })
})
