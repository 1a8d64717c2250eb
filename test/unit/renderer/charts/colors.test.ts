import { describe, expect, it } from 'vitest'
import {
  contrast,
  divergingColor,
  luminance,
  parseColor,
  sequentialColor,
  textOn,
} from '../../../../src-renderer/charts/colors'

describe('colours', () => {
  it('are read in every notation', () => {
    expect(parseColor('#0072b2')).toEqual([0, 114, 178])
    expect(parseColor('#fa0')).toEqual([255, 170, 0])
    expect(parseColor('rgb(0, 114, 178)')).toEqual([0, 114, 178])
  })

  it('contrast as WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it('grow steadily away from the ground', () => {
    for (const [ground, dark] of [
      ['#ffffff', false],
      ['#fff', false],
      ['#111318', true],
    ] as const) {
      const scale = Array.from({ length: 21 }, (_, at) =>
        luminance(sequentialColor(at / 20, ground, dark)),
      )
      const steps = scale.slice(1).map((value, at) => (value - (scale[at] ?? 0)) * (dark ? 1 : -1))
      expect(Math.min(...steps)).toBeGreaterThan(0)
    }
  })

  it('of differences meet in the ground', () => {
    expect(divergingColor(0, '#111318')).toBe('#111318')
    expect(divergingColor(1, '#ffffff')).not.toBe(divergingColor(-1, '#ffffff'))
    expect(divergingColor(5, '#ffffff')).toBe(divergingColor(1, '#ffffff'))
  })

  it('of text can be read on any grey', () => {
    for (let grey = 0; grey < 256; grey++) {
      const fill = `#${grey.toString(16).padStart(2, '0').repeat(3)}`
      expect(contrast(textOn(fill), fill)).toBeGreaterThanOrEqual(4.5)
    }
  })
})
