import { describe, expect, it } from 'vitest'
import { interleave, nearest, readCurves, type Curve } from '../../../../src-renderer/charts/curves'

const curve = (name: string, x: number[], y: number[], smoothed?: number[]): Curve => ({
  name,
  color: '#000000',
  x,
  y,
  ...(smoothed ? { smoothed } : {}),
})

describe('nearest point', () => {
  it.each([
    [-5, 0],
    [4, 0],
    [5, 0],
    [6, 1],
    [24, 2],
    [26, 3],
    [99, 3],
  ])('to %d is the one at %d', (x, at) => {
    expect(nearest([0, 10, 20, 30], x)).toBe(at)
  })

  it('of no points is none', () => {
    expect(nearest([], 3)).toBe(-1)
  })
})

describe('reading curves at x', () => {
  const steps = curve('steps', [0, 1, 2, 3, 4], [9, 8, 7, 6, 5], [9, 8.5, 8, 7.5, 7])
  const epochs = curve('epochs', [2, 4], [0.5, 0.4])

  it('reads each at its own nearest point, smoothed and as measured', () => {
    const readings = readCurves([steps, epochs], 3.2)
    expect(
      readings.map(({ curve: { name }, x, value, smoothed }) => [name, x, value, smoothed]),
    ).toEqual([
      ['steps', 3, 6, 7.5],
      ['epochs', 4, 0.4, null],
    ])
  })

  it('leaves out curves that have ended', () => {
    expect(readCurves([steps, epochs], 5.9).map(({ curve: { name } }) => name)).toEqual(['epochs'])
    expect(readCurves([steps, epochs], 20)).toEqual([])
  })
})

describe('pairs for the chart', () => {
  it('take x and y in turns', () => {
    expect([...interleave([1, 2], [3, 4])]).toEqual([1, 3, 2, 4])
  })

  it('turn what cannot be drawn into gaps', () => {
    expect([...interleave([0, 1, 2], [0, -1, 5], { x: true, y: true })]).toEqual([
      Number.NaN,
      Number.NaN,
      1,
      Number.NaN,
      2,
      5,
    ])
    expect([...interleave([1], [Infinity])]).toEqual([1, Number.NaN])
    expect([...interleave([1], [-1])]).toEqual([1, -1])
  })
})
