import { describe, expect, it } from 'vitest'
import { progressLine } from '../../../src-main/cli/progress-line'

const trees = { phase: 'fitting', share: 0.57, left: '20 s left', more: ['57 of 100 trees'] }
const steps = { phase: '', share: 0.5, left: '9 s left', more: ['epoch 1.2', '3050 images/s'] }
const barOf = (line: string) => line.replace(/[^█░]/g, '').length

describe('the line of a terminal', () => {
  it.each([50, 80, 120])('fits into %i columns, and fills them up to the widest bar', (columns) => {
    for (const state of [trees, steps]) {
      const line = progressLine(state, columns)
      expect(line.length).toBeLessThan(columns)
      expect(line.length === columns - 1 || barOf(line) === 40).toBe(true)
    }
  })

  it('tells phase, percent and time first, and of the rest what there is room for', () => {
    expect(progressLine(trees, 50)).toMatch(/^█+░+ fitting 57% · 20 s left$/)
    expect(progressLine(trees, 80)).toMatch(/^█+░+ fitting 57% · 20 s left · 57 of 100 trees$/)
    expect(progressLine(steps, 50)).toMatch(/^█+░+ 50% · 9 s left · epoch 1\.2$/)
    expect(progressLine(steps, 80)).toMatch(/ 50% · 9 s left · epoch 1\.2 · 3050 images\/s$/)
  })

  it('leaves the bar out before the words, and is cut where even they are too long', () => {
    expect(progressLine(trees, 30)).toBe('fitting 57% · 20 s left')
    expect(progressLine(trees, 12)).toBe('fitting 57%')
  })

  it('rounds what is done down, and not by a hair', () => {
    for (let done = 0; done <= 100; done += 1)
      expect(progressLine({ ...trees, share: done / 100 }, 80)).toContain(` ${done}% `)
    expect(progressLine({ ...trees, share: 0.999 }, 80)).toMatch(/░ fitting 99% /)
  })

  it('shows no bar of what tells no progress', () => {
    expect(progressLine({ ...trees, phase: 'saving', share: null }, 80)).toBe('saving')
  })
})
