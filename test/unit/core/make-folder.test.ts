import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from '#core/make-folder'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkbench-folder-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a folder', () => {
  it('is made with all above it, and may be there already', () => {
    const deep = join(folder, 'a', 'b', 'c')
    makeFolder(deep)
    makeFolder(deep)
    expect(statSync(deep).isDirectory()).toBe(true)
  })

  it('is not made where a file is in the way', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => {
      makeFolder(join(folder, 'file'))
    }).toThrow('EEXIST')
    expect(() => {
      makeFolder(join(folder, 'file', 'below'))
    }).toThrow(/ENOTDIR/)
  })

  it.skipIf(process.platform !== 'linux')('that the system denies is an error, not a wait', () => {
    expect(() => {
      makeFolder('/proc/inkbench/deep')
    }).toThrow('ENOENT')
  })
})
