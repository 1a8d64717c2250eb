import { describe, expect, it } from 'vitest'
import { fileName } from '../../../../src-renderer/export/file-name'

describe('file names', () => {
  it.each([
    [['MNIST · CNN', 'Loss'], 'MNIST · CNN Loss'],
    [['a/b\\c:d*e?f"g<h>i|j'], 'a b c d e f g h i j'],
    [['..', 'hidden', '.'], 'hidden'],
    [['tab\tand\nline\u0000'], 'tab and line'],
    [['  '], 'inkbench'],
    [['实验 一'], '实验 一'],
  ])('of %j is %s', (parts, name) => {
    expect(fileName(...parts)).toBe(name)
  })

  it('are not too long, and do not cut a sign in half', () => {
    const name = fileName('🙂'.repeat(200))
    expect([...name]).toHaveLength(80)
    expect([...name].every((sign) => sign === '🙂')).toBe(true)
  })
})
