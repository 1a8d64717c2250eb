import { describe, expect, it } from 'vitest'
import { Random } from '#core/dataset'
import { boundingBox } from '#core/predict/picture/box'
import { inkOf, type GreyPicture } from '#core/predict/picture/ink'
import { preprocessInk } from '#core/predict/picture/preprocess'
import { problemCode } from '../../../../support/engine/problem'

const [width, height] = [240, 180]
type Tone = (x: number, y: number) => number

/** @param grain the most that a pixel departs from its tone by */
function picture(tone: Tone, grain = 0): GreyPicture {
  const random = new Random(1)
  const grey = Float32Array.from({ length: width * height }, (_, pixel) => {
    const value = tone(pixel % width, Math.floor(pixel / width)) + random.between(-grain, grain)
    return Math.min(255, Math.max(0, Math.round(value)))
  })
  return { width, height, grey, alpha: new Float32Array(grey.length).fill(1) }
}

/** A ring, a stroke of 12 pixels. */
const onRing: (x: number, y: number) => boolean = (x, y) =>
  Math.abs(Math.hypot(x - 130, y - 80) - 50) <= 6

const drawn =
  (paper: Tone, ink: Tone): Tone =>
  (x, y) =>
    onRing(x, y) ? ink(x, y) : paper(x, y)
const even =
  (tone: number): Tone =>
  () =>
    tone

/** Light from the left, and light in the middle, as a lamp throws it. */
const aslant: Tone = (x, y) => 70 + x / 2 + y / 6
const lamp: Tone = (x, y) => 170 - 0.006 * (x - 120) ** 2 - 0.006 * (y - 90) ** 2
const share =
  (paper: Tone, part: number): Tone =>
  (x, y) =>
    part * paper(x, y)

const papers: [string, Tone, Tone, number][] = [
  ['dark on mid-grey', even(128), even(40), 6],
  ['dark on dark', even(60), even(10), 4],
  ['light on mid-grey', even(128), even(220), 6],
  ['light on light', even(190), even(245), 4],
  ['faint', even(150), even(115), 5],
  ['on coarse grain', even(150), even(60), 40],
  ['dark where light falls aslant', aslant, share(aslant, 0.4), 4],
  ['light where light falls aslant', aslant, even(235), 4],
  ['dark under a lamp', lamp, share(lamp, 0.4), 4],
  ['dark where light falls aslant, without grain', aslant, share(aslant, 0.4), 0],
]

describe('ink', () => {
  it.each(papers)('is told from paper: %s', (_, paper, ink, grain) => {
    const found = inkOf(picture(drawn(paper, ink), grain))
    let [right, wrong, drawnPixels] = [0, 0, 0]
    found.values.forEach((value, pixel) => {
      const ring = onRing(pixel % width, Math.floor(pixel / width))
      if (ring) drawnPixels += 1
      if (ring && value > 64) right += 1
      if (!ring && value > 64) wrong += 1
    })
    expect(right / drawnPixels).toBeGreaterThan(0.97)
    expect(wrong / drawnPixels).toBeLessThan(0.03)
  })

  it('has no specks far from it, which would make the digit small in its box', () => {
    const { values } = inkOf(picture(drawn(even(150), even(60)), 40))
    const far = values.filter((value, pixel) => {
      const distance = Math.hypot((pixel % width) - 130, Math.floor(pixel / width) - 80)
      return value > 0 && distance > 62
    })
    expect(far).toHaveLength(0)
  })

  it.each([
    [1, 255, 0, 0],
    [1, 254, 0, 0],
    [1, 250, 0, 0],
    [1, 240, 0, 0],
    [6, 240, 0, 0],
    [40, 240, 0, 0],
    [1, 240, 190, 0],
    [1, 250, 0, 3],
    [1, 230, 0, 10],
    [6, 200, 40, 10],
  ])('is of full size where a white border of %i is cleaner than paper of %i', (...of) => {
    const [border, paper, ink, grain] = of
    const tone: Tone = (x, y) => (x > 110 && x < 127 && y > 50 && y < 131 ? ink : paper)
    const { grey, ...rest } = picture(tone, grain)
    const framed = grey.map((value, pixel) => {
      const [x, y] = [pixel % width, Math.floor(pixel / width)]
      const inside = Math.min(x, width - 1 - x, y, height - 1 - y) >= border
      return inside ? value : 255
    })
    const image = preprocessInk(inkOf({ ...rest, grey: framed }))
    const rows = new Set(
      [...image.keys()].filter((at) => (image[at] ?? 0) > 64).map((at) => (at / 28) | 0),
    )
    expect(rows.size).toBe(20)
  })

  it.each([0, 255])('is of full size on paper of %i with noise that is clipped', (paper) => {
    const box = boundingBox(inkOf(picture(drawn(even(paper), even(255 - paper)), 40)))
    const sides = [box?.left, box?.top, box?.width, box?.height]
    const off = [74, 24, 113, 113].map((side, i) => Math.abs(side - (sides[i] ?? 0)))
    expect(Math.max(...off)).toBeLessThanOrEqual(2)
  })

  it('has no dust around it on clean paper', () => {
    const dusty: Tone = (x, y) => (x % 60 < 2 && y % 50 < 2 ? 40 : 255)
    const found = inkOf(picture(drawn(dusty, even(0))))
    expect(boundingBox(found)).toEqual({ left: 74, top: 24, width: 113, height: 113 })
  })

  it('keeps the faint edge of strokes within its box', () => {
    const soft: Tone = (x, y) =>
      255 - 255 * Math.max(0, 1 - Math.abs(Math.hypot(x - 130, y - 80) - 50) / 8.05)
    const { values } = inkOf(picture(soft))
    const faint = values.filter((value) => value > 0 && value < 25)
    expect(faint.length).toBeGreaterThan(100)
  })

  it('is seen where a pencil leaves thin, light strokes', () => {
    const pencil: Tone = (x, y) => (Math.abs(Math.hypot(x - 130, y - 80) - 50) <= 1 ? 215 : 255)
    expect(boundingBox(inkOf(picture(pencil)))).toEqual({
      left: 79,
      top: 29,
      width: 103,
      height: 103,
    })
  })

  it('may touch the border', () => {
    const tone: Tone = (x, y) => (x > 100 && x < 115 ? 40 : aslant(x, y))
    const { values } = inkOf(picture(tone, 4))
    const columns = new Set([...values.keys()].filter((at) => values[at]).map((at) => at % width))
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([101, 114])
  })

  it.each([
    ['even light', even(150), 6],
    ['light aslant', aslant, 4],
  ])('may take a third of the border of paper with grain, in %s', (_, paper, grain) => {
    // Two bars from edge to edge and one along an edge bend any surface through the border.
    const onBars = (x: number, y: number) => x < 60 || (y > 40 && y < 60) || (y > 120 && y < 140)
    const tone: Tone = (x, y) => (onBars(x, y) ? paper(x, y) / 5 : paper(x, y))
    const { values } = inkOf(picture(tone, grain))
    const wrong = values.filter(
      (value, pixel) => value > 64 !== onBars(pixel % width, Math.floor(pixel / width)),
    )
    expect(wrong.length / values.length).toBeLessThan(0.02)
  })

  it.each<[string, Tone, number]>([
    ['plain', even(128), 0],
    ['white', even(255), 0],
    ['grainy', even(128), 8],
    ['nothing but noise', even(128), 90],
    ['lit aslant', aslant, 4],
    ['under a lamp', lamp, 4],
  ])('is not seen on empty paper: %s', (_, paper, grain) => {
    expect(problemCode(() => inkOf(picture(paper, grain)))).toBe('predict.nothingSeen')
  })

  it.each([
    [1, 1],
    [1, 5],
    [2, 2],
    [3, 2],
  ])('is not made up in a picture of %i × %i pixels', (columns, rows) => {
    const grey = Float32Array.from({ length: columns * rows }, (_, pixel) => 100 + (pixel % 7))
    const alpha = new Float32Array(grey.length).fill(1)
    const tiny = { width: columns, height: rows, grey, alpha }
    expect(problemCode(() => inkOf(tiny))).toBe('predict.nothingSeen')
  })
})
