import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, parseColor } from '../../../../src-renderer/charts/colors'
import {
  confusionModes,
  layoutConfusion,
  layoutDifference,
} from '../../../../src-renderer/charts/confusion-layout'
import {
  confusionPicture,
  differencePicture,
  formatCell,
} from '../../../../src-renderer/charts/matrix-picture'
import { matrixSvg } from '../../../../src-renderer/charts/matrix-svg'
import { tokens } from '../../../support/renderer/chart-tokens'

const classNames = ['cat', 'dog', '<i>']
const confusion = { classNames, counts: Uint32Array.from([8, 2, 0, 1, 9, 0, 0, 4, 16]) }
const darkTokens = { ...tokens, ground: '#111318', muted: '#9aa3b2', dark: true }

const matrices = fc.integer({ min: 2, max: 12 }).chain((classes) =>
  fc.record({
    classNames: fc.constant(Array.from({ length: classes }, (_, index) => String(index))),
    counts: fc
      .array(fc.integer({ min: 0, max: 1200 }), {
        minLength: classes ** 2,
        maxLength: classes ** 2,
      })
      .map((counts) => Uint32Array.from(counts)),
  }),
)

describe('the layout of a confusion matrix', () => {
  it('counts rows, columns, all and what is right', () => {
    const layout = layoutConfusion(confusion, 'counts')
    expect(layout.rowTotals).toEqual([10, 10, 20])
    expect(layout.columnTotals).toEqual([9, 15, 16])
    expect([layout.total, layout.correct, layout.largestError]).toEqual([40, 33, 4])
  })

  it('tells shares of the actual and of the predicted class', () => {
    const cell = (mode: 'actual' | 'predicted') => layoutConfusion(confusion, mode).cells[7]
    expect(cell('actual')?.value).toBeCloseTo(4 / 20)
    expect(cell('predicted')?.value).toBeCloseTo(4 / 15)
  })

  it('keeps the diagonal quiet and the largest error loudest, whatever the matrix', () => {
    fc.assert(
      fc.property(matrices, fc.constantFrom(...confusionModes), (matrix, mode) => {
        const { cells, largestError } = layoutConfusion(matrix, mode)
        for (const { error, intensity, value } of cells) {
          expect(Number.isFinite(value)).toBe(true)
          if (error && largestError > 0) expect(intensity).toBeCloseTo(value / largestError)
          else expect(intensity).toBe(0)
        }
      }),
    )
  })

  it('leaves a share of nothing blank', () => {
    const never = { classNames: ['a', 'b'], counts: Uint32Array.from([5, 0, 3, 0]) }
    const texts = (mode: 'counts' | 'predicted') =>
      confusionPicture(layoutConfusion(never, mode), mode, darkTokens).cells.map(({ text }) => text)
    expect(texts('predicted')).toEqual(['63', '', '38', ''])
    expect(texts('counts')).toEqual(['5', '', '3', '0'])
  })

  it('survives classes without images', () => {
    const empty = { classNames, counts: new Uint32Array(9) }
    for (const mode of confusionModes)
      expect(layoutConfusion(empty, mode).cells.every(({ value }) => value === 0)).toBe(true)
  })

  it('of a difference is second minus first, on a scale with 0 in its middle', () => {
    const second = { classNames, counts: Uint32Array.from([9, 1, 0, 1, 9, 0, 0, 8, 12]) }
    const layout = layoutDifference(confusion, second, 'counts')
    expect(layout.cells.map(({ value }) => value)).toEqual([1, -1, 0, 0, 0, 0, 0, 4, -4])
    expect(layout.cells.map(({ intensity }) => intensity)).toEqual([
      0.25, -0.25, 0, 0, 0, 0, 0, 1, -1,
    ])
    expect(layoutDifference(confusion, confusion, 'actual').largestError).toBe(0)
  })
})

describe('the picture of a matrix', () => {
  it('writes every number at 4.5:1 or better, in both themes', () => {
    fc.assert(
      fc.property(matrices, matrices, fc.constantFrom(tokens, darkTokens), (one, other, theme) => {
        const pictures = [confusionPicture(layoutConfusion(one, 'counts'), 'counts', theme)]
        if (one.classNames.length === other.classNames.length)
          pictures.push(differencePicture(layoutDifference(one, other, 'actual'), 'actual', theme))
        for (const { cells } of pictures)
          for (const { fill, color, text } of cells)
            if (text) expect(contrast(color, fill ?? theme.ground)).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 40 },
    )
  })

  it('colours errors only, the more the farther from the ground', () => {
    for (const theme of [tokens, darkTokens]) {
      const { cells } = confusionPicture(layoutConfusion(confusion, 'counts'), 'counts', theme)
      expect(cells.filter(({ fill }) => fill).map(({ text }) => text)).toEqual(['2', '1', '4'])
      const [two, one, four] = cells.flatMap(({ fill }) => fill ?? [])
      const loudness = (fill = '') => contrast(fill, theme.ground)
      expect(loudness(four)).toBeGreaterThan(loudness(two))
      expect(loudness(two)).toBeGreaterThan(loudness(one))
    }
  })

  it('gives differences their sign, and warm colours to more', () => {
    const second = { classNames, counts: Uint32Array.from([8, 2, 0, 0, 10, 0, 0, 9, 11]) }
    const layout = layoutDifference(confusion, second, 'counts')
    const { cells } = differencePicture(layout, 'counts', tokens)
    expect(cells.map(({ text }) => text)).toEqual(['', '', '', '−1', '+1', '', '', '+5', '−5'])
    const [red = 0, , blue = 0] = parseColor(cells[7]?.fill ?? '')
    expect(red).toBeGreaterThan(blue)
  })

  it.each([
    [0.0012, 'actual', '0.1'],
    [0.98765, 'actual', '99'],
    [-0.0004, 'actual', '0.0'],
    [-0.012, 'predicted', '−1.2'],
    [1135, 'counts', '1135'],
  ] as const)('writes %d as %s: %s', (value, mode, text) => {
    expect(formatCell(value, mode)).toBe(text)
  })

  it('becomes an SVG with the same numbers, and with names as text', () => {
    const picture = confusionPicture(layoutConfusion(confusion, 'counts'), 'counts', tokens)
    const words = { title: 'A & B', actual: 'Actual', predicted: 'Predicted' }
    const svg = matrixSvg(picture, classNames, words, tokens)
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
    const texts = [...parsed.querySelectorAll('text')].map((element) => element.textContent)
    expect(texts).toEqual(expect.arrayContaining(['A & B', 'Actual', 'cat', '<i>', '16', '4']))
    expect(parsed.querySelector('i')).toBeNull()
    expect(parsed.querySelectorAll('rect[fill]')).toHaveLength(1 + 3)
  })
})
