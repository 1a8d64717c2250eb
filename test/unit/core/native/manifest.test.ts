import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadManifest } from '#core/native/manifest'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkbench-manifest-'))
  mkdirSync(join(folder, '.native'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function load(text: string) {
  writeFileSync(join(folder, '.native', 'manifest.json'), text)
  return loadManifest(folder)
}

describe('the manifest of native parts', () => {
  it('lists what the set-up provided, and why a part is missing', () => {
    const built = join(folder, 'better_sqlite3.node')
    writeFileSync(built, '')
    const parts = {
      tensorflow: {
        available: true,
        version: '2.21.0',
        device: 'cuda',
        source: 'a wheel',
        binding: 'compiled here',
      },
      electron: { available: false, reason: 'its site does not answer' },
      sqliteForElectron: { available: true, version: '13.2.0', path: built, source: 'compiled' },
    }
    const manifest = load(JSON.stringify({ parts }))
    expect(manifest.parts.slice(0, 2)).toEqual([
      {
        name: 'TensorFlow',
        version: '2.21.0',
        available: true,
        source: 'a wheel; binding compiled here',
      },
      { name: 'Electron', version: null, available: false, source: 'its site does not answer' },
    ])
    expect(manifest).toMatchObject({ appFolder: folder, sqliteNapi8: built, device: 'cuda' })
  })

  it.each(['', '{"parts":', '[]', '{"parts":[1]}', '{"parts":{"node":3}}', 'null'])(
    'counts a damaged file (%j) as empty',
    (text) => {
      expect(load(text)).toEqual({ appFolder: folder, parts: [], sqliteNapi8: null, device: 'cpu' })
    },
  )

  it('does not name a build of SQLite that is gone', () => {
    const parts = { sqliteForElectron: { available: true, path: join(folder, 'gone.node') } }
    expect(load(JSON.stringify({ parts })).sqliteNapi8).toBeNull()
  })
})
