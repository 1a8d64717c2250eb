import { describe, expect, it } from 'vitest'
import { moveInTable } from '../../../../src-renderer/ui/table-moves'

describe('moving in a table', () => {
  const at = (row: number, column: number) => ({ row, column })

  it.each([
    [at(0, 0), 'ArrowUp', at(0, 0)],
    [at(0, 0), 'ArrowDown', at(1, 0)],
    [at(0, 2), 'ArrowRight', at(0, 2)],
    [at(3, 1), 'Home', at(3, 0)],
    [at(3, 1), 'End', at(3, 2)],
    [at(3, 1), 'PageDown', at(4, 1)],
    [at(3, 1), 'PageUp', at(0, 1)],
  ])('%o with %s leads to %o', (from, key, to) => {
    expect(moveInTable(from, key, 5, 3)).toEqual(to)
  })

  it('leaves other keys alone', () => {
    expect(moveInTable(at(0, 0), 'x', 5, 3)).toBeNull()
  })
})
