import { describe, expect, it } from 'vitest'
import { moveInMatrix, samePlace } from '../../../../src-renderer/charts/matrix-moves'

describe('moving in a matrix', () => {
  const at = (actual: number | null, predicted: number | null) => ({ actual, predicted })

  it.each([
    [at(0, 0), 'ArrowRight', at(0, 1)],
    [at(0, 0), 'ArrowUp', at(null, 0)],
    [at(0, 0), 'ArrowLeft', at(0, null)],
    [at(2, 2), 'ArrowDown', at(2, 2)],
    [at(null, 1), 'ArrowUp', at(null, 1)],
    [at(null, 0), 'ArrowLeft', at(null, 0)],
    [at(1, 1), 'Home', at(1, 0)],
    [at(1, 1), 'End', at(1, 2)],
  ])('%o with %s leads to %o', (from, key, to) => {
    expect(moveInMatrix(from, key, 3)).toEqual(to)
  })

  it('leaves other keys alone', () => {
    expect(moveInMatrix(at(0, 0), 'a', 3)).toBeNull()
  })

  it('knows a place again', () => {
    expect(samePlace(at(1, null), at(1, null))).toBe(true)
    expect(samePlace(at(1, null), at(null, 1))).toBe(false)
    expect(samePlace(null, at(0, 0))).toBe(false)
  })
})
