import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { SvmScores } from '#contract/svm-search'
import { contrast, luminance } from '../../../../src-renderer/charts/colors'
import { i18n } from '../../../../src-renderer/i18n'
import { scorePicture } from '../../../../src-renderer/search/score-picture'
import { scoreSvg, scoreSvgSize } from '../../../../src-renderer/search/score-svg'
import ScoreGrid from '../../../../src-renderer/search/ScoreGrid.vue'
import { formatAccuracy } from '../../../../src-renderer/ui/format'
import { tokens } from '../../../support/renderer/chart-tokens'

/** As halving leaves a grid, before the last cell is scored. */
const scores: SvmScores = {
  costs: [1, 5],
  gammas: [0.02, 0.2],
  scores: Float64Array.from([0.9, 0.95, 0.2, Number.NaN]),
  spreads: Float64Array.from([0.01, 0.003, 0.02, Number.NaN]),
  images: Int32Array.from([333, 1000, 333, 0]),
}
const best = { cost: 5, gamma: 0.02, score: 0.95, spread: 0.003 }

function open(props: Partial<InstanceType<typeof ScoreGrid>['$props']> = {}) {
  return mount(ScoreGrid, {
    props: { scores, best, basis: 'RBF kernel', ...props },
    global: { plugins: [i18n] },
    attachTo: document.body,
  })
}

describe('the picture of scores', () => {
  const { rows, mixed, images, scale } = scorePicture(scores, tokens)

  it('is a row a gamma, a column a C', () => {
    expect(rows.map((row) => row.map(({ cost, gamma }) => [cost, gamma]))).toEqual([
      [
        [1, 0.02],
        [5, 0.02],
      ],
      [
        [1, 0.2],
        [5, 0.2],
      ],
    ])
  })

  it('writes each score, and marks those on fewer images', () => {
    expect(rows.flat().map(({ text }) => text)).toEqual(['90.00', '95.00', '20.00', ''])
    expect(rows.flat().map(({ fewer }) => fewer)).toEqual([true, false, true, false])
    expect({ mixed, images }).toEqual({ mixed: true, images: 1000 })
    // The scale is that of the cells on the most images.
    expect([scale.from, scale.to]).toEqual(['≤ 90.00', '95.00\u202f%'])
  })

  it.each([false, true])('is legible in every cell, dark: %s', (dark) => {
    const ground = dark ? '#111318' : '#ffffff'
    const known = { ...scores, scores: Float64Array.from([0.91, 0.93, 0.8, 0.95]) }
    for (const { fill, color } of scorePicture(known, { ...tokens, ground, dark }).rows.flat())
      expect(contrast(fill ?? ground, color)).toBeGreaterThan(4.5)
  })

  it('tells the best apart beside a bad one, and says where its scale ends', () => {
    const uneven = {
      ...scores,
      scores: Float64Array.from([0.94, 0.937, 0.92, 0.34]),
      images: new Int32Array(4).fill(1000),
    }
    const { rows: cells, scale: told } = scorePicture(uneven, tokens)
    const [best = '', second = '', third = ''] = cells.flat().map(({ fill }) => fill ?? '')
    expect(contrast(best, second)).toBeGreaterThan(1.05)
    expect(contrast(second, third)).toBeGreaterThan(1.5)
    expect(told).toMatchObject({ from: '≤ 88.00', to: '94.00\u202f%' })
  })

  it('lets scores on fewer images be paler than any other', () => {
    const halved = {
      ...scores,
      scores: Float64Array.from([0.96, 0.95, 0.94, 0.9]),
      images: Int32Array.from([333, 1000, 1000, 333]),
    }
    const [few = 0, best = 0] = scorePicture(halved, tokens)
      .rows.flat()
      .map(({ fill }) => luminance(fill ?? ''))
    expect(few).toBeGreaterThan(best + 0.3)
  })

  it('does not make much of little: two good scores look alike', () => {
    const close = {
      ...scores,
      scores: Float64Array.from([0.94, 0.938, 0.939, 0.9395]),
      images: new Int32Array(4).fill(1000),
    }
    const [one = '', other = ''] =
      scorePicture(close, tokens).rows[0]?.map(({ fill }) => fill ?? '') ?? []
    expect(contrast(one, other)).toBeLessThan(1.2)
  })

  it('has a scale where nothing was wrong', () => {
    const all = { ...scores, scores: Float64Array.from([1, 0.9995, 0.9, Number.NaN]) }
    const whole = scorePicture({ ...all, images: new Int32Array(4).fill(1000) }, tokens)
    expect(whole.rows.flat().every(({ fill }) => fill === null || /^#/.test(fill))).toBe(true)
    expect(whole.scale.to).toBe('100.00\u202f%')
  })

  it('does with one score, and with all the same', () => {
    const same = { ...scores, scores: new Float64Array(4).fill(0.5) }
    expect(
      scorePicture(same, tokens)
        .rows.flat()
        .every(({ fill }) => fill !== null),
    ).toBe(true)
  })
})

describe('the picture that is saved', () => {
  const words = { title: 'A < B', basis: 'RBF', axes: 'gamma, C', scale: 'Accuracy', notes: ['n'] }
  const picture = scorePicture(scores, tokens)

  it('is a well-formed SVG with every score, value and note', () => {
    const text = scoreSvg(picture, best, words, tokens)
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml')
    const told = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent)
    for (const word of ['A < B', '★ 95.00', '90.00', '20.00', '333', '0.02', '5', 'n'])
      expect(told).toContain(word)
    expect(svg.documentElement.getAttribute('width')).toBe(`${scoreSvgSize(picture, words).width}`)
  })
})

describe('ScoreGrid', () => {
  it('writes a score as the line above it does', () => {
    const half = { ...scores, scores: Float64Array.from([0.9, 0.9395, 0.2, Number.NaN]) }
    const grid = open({ scores: half, best: { ...best, score: 0.9395 } })
    expect(grid.find('.best .value').text()).toBe('93.95')
    expect(grid.find('.best .sr-only').text()).toContain(formatAccuracy(0.9395))
    grid.unmount()
  })

  it('names every cell, with one stop for Tab at the best', () => {
    const grid = open()
    expect(grid.findAll('.cell .sr-only').map((name) => name.text())).toEqual([
      'C = 1, gamma = 0.02: 90.00\u202f% ± 1.00 of 333 images',
      'C = 5, gamma = 0.02: 95.00\u202f% ± 0.30 of 1\u202f000 images, the best',
      'C = 1, gamma = 0.2: 20.00\u202f% ± 2.00 of 333 images',
      'C = 5, gamma = 0.2: not scored yet',
    ])
    const stops = grid.findAll('.cells button[tabindex="0"]')
    expect(stops.map((stop) => stop.find('.sr-only').text())).toEqual([
      'C = 5, gamma = 0.02: 95.00\u202f% ± 0.30 of 1\u202f000 images, the best',
    ])
    grid.unmount()
  })

  it('is walked with the arrows, which choose, and Enter takes', async () => {
    const grid = open()
    const press = (key: string, more = {}) =>
      grid.find('[tabindex="0"]').trigger('keydown', { key, ...more })
    await press('ArrowLeft')
    expect(grid.emitted('update:selected')?.at(-1)).toEqual([{ cost: 1, gamma: 0.02 }])
    await press('ArrowDown')
    expect(document.activeElement?.textContent).toContain('C = 1, gamma = 0.2')
    // That starts training, wherever one is.
    await press('Enter', { ctrlKey: true })
    expect(grid.emitted('take')).toBeUndefined()
    await press('Enter')
    expect(grid.emitted('take')?.at(-1)?.[0]).toMatchObject({ cost: 1, gamma: 0.2 })
    grid.unmount()
  })

  it('takes nothing from a cell that is not scored yet', async () => {
    const grid = open()
    const waiting = grid.findAll('button').at(-1)
    await waiting?.trigger('click')
    await waiting?.trigger('dblclick')
    await waiting?.trigger('keydown', { key: 'Enter' })
    expect(grid.emitted('update:selected')).toBeUndefined()
    expect(grid.emitted('take')).toBeUndefined()
    grid.unmount()
  })
})
