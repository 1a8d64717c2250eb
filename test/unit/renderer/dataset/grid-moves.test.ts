import { describe, expect, it } from 'vitest'
import { moveInGrid } from '../../../../src-renderer/dataset/grid-moves'

const grid = { count: 23, columns: 5, rows: 2 }

describe('moveInGrid', () => {
  it.each([
    ['ArrowRight', 3, 4],
    ['ArrowRight', 22, 22],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 3, 8],
    ['ArrowDown', 20, 22],
    ['ArrowUp', 8, 3],
    ['ArrowUp', 2, 0],
    ['PageDown', 3, 13],
    ['PageUp', 13, 3],
    ['Home', 13, 0],
    ['End', 0, 22],
  ])('%s leads from %s to %s', (key, from, to) => {
    expect(moveInGrid(key, from, grid)).toBe(to)
  })

  it('leaves other keys and empty grids alone', () => {
    expect(moveInGrid('a', 3, grid)).toBeNull()
    expect(moveInGrid('End', 0, { ...grid, count: 0 })).toBeNull()
  })
})
