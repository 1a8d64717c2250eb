import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { download } from '../../../scripts/setup/download.mjs'
import { Progress } from '../../../scripts/setup/progress.mjs'
import { closedAddress, openRegistry, sha512, type Registry } from './registry'

const body = randomBytes(300_000)
const other = randomBytes(300_000)
let registry: Registry
let folder: string
let told: string

beforeEach(async () => {
  registry = await openRegistry()
  registry.put('/part.bin', body)
  folder = mkdtempSync(join(tmpdir(), 'inkbench-download-'))
  told = ''
})

afterEach(async () => {
  await registry.close()
  rmSync(folder, { recursive: true, force: true })
})

function fetchPart(options: { url?: string; folder?: string } = {}): Promise<string> {
  const stream = new Writable({
    write(chunk, _encoding, next) {
      told += String(chunk)
      next()
    },
  })
  return download({
    locate: () => Promise.resolve(`${options.url ?? registry.url}/part.bin`),
    file: join(options.folder ?? folder, 'part.bin'),
    integrity: sha512(body),
    size: body.length,
    label: 'the part',
    progress: new Progress(stream as unknown as NodeJS.WriteStream, false),
  })
}

describe('a download', () => {
  it('lands whole, with its total size told, and is not asked for twice', async () => {
    const file = await fetchPart()
    expect(readFileSync(file).equals(body)).toBe(true)
    expect(told).toContain('300 kB')
    expect(existsSync(`${file}.part`)).toBe(false)
    await fetchPart()
    expect(registry.requests).toHaveLength(1)
  })

  it('goes on by itself where the line was cut', async () => {
    registry.cutAfter = 150_000
    const file = await fetchPart()
    expect(readFileSync(file).equals(body)).toBe(true)
    const [first, ...later] = registry.requests.map(({ range }) => range)
    expect(first).toBeUndefined()
    expect(later.length).toBeGreaterThan(0)
    for (const range of later) expect(range).toMatch(/^bytes=[1-9]\d*-$/)
  })

  it('says what to do when it is interrupted, and the next try goes on from there', async () => {
    registry.cutAfter = 10_000
    await expect(fetchPart()).rejects.toThrow(
      /interrupted after \d+ kB of 300 kB .*run the same command again; it goes on from there\.$/,
    )
    const kept = statSync(join(folder, 'part.bin.part')).size
    registry.cutAfter = null
    registry.requests.length = 0
    const file = await fetchPart()
    expect(registry.requests).toEqual([{ path: '/part.bin', range: `bytes=${kept}-` }])
    expect(readFileSync(file).equals(body)).toBe(true)
  })

  it('discards a file with a wrong checksum, and takes the right one next time', async () => {
    registry.put('/part.bin', other)
    await expect(fetchPart()).rejects.toThrow(
      /does not have the pinned sha512 checksum, so it was discarded: run the same command again/,
    )
    expect(existsSync(join(folder, 'part.bin'))).toBe(false)
    expect(existsSync(join(folder, 'part.bin.part'))).toBe(false)
    registry.put('/part.bin', body)
    expect(readFileSync(await fetchPart()).equals(body)).toBe(true)
  })

  it('says that the server cannot be reached, and to check the settings', async () => {
    const url = await closedAddress()
    await expect(fetchPart({ url })).rejects.toThrow(
      /cannot be reached \(ECONNREFUSED\): check the network/,
    )
  })

  it('says which address does not hold the file', async () => {
    await expect(fetchPart({ url: `${registry.url}/nowhere` })).rejects.toThrow(
      /answered 404 for \/nowhere\/part\.bin/,
    )
  })

  it('says that its folder cannot be written', async () => {
    writeFileSync(join(folder, 'in-the-way'), '')
    await expect(fetchPart({ folder: join(folder, 'in-the-way') })).rejects.toThrow(
      /folder cannot be written .*set INKBENCH_CACHE_DIR/,
    )
  })

  const disk = smallDisk()
  it.skipIf(disk === undefined)(
    'says that the disk is full, and goes on from there with more room [needs root]',
    async () => {
      const mount = disk as string
      try {
        await expect(fetchPart({ folder: mount })).rejects.toThrow(
          /disk is full.*set INKBENCH_CACHE_DIR.*it goes on from there/,
        )
        const kept = statSync(join(mount, 'part.bin.part')).size
        expect(kept).toBeGreaterThan(0)
        execFileSync('mount', ['-o', 'remount,size=2m', mount])
        registry.requests.length = 0
        const file = await fetchPart({ folder: mount })
        expect(registry.requests).toEqual([{ path: '/part.bin', range: `bytes=${kept}-` }])
        expect(readFileSync(file).equals(body)).toBe(true)
      } finally {
        execFileSync('umount', [mount])
        rmSync(mount, { recursive: true })
      }
    },
  )
})

/** A disk of 128 kB, where this process may mount one. */
function smallDisk(): string | undefined {
  if (process.platform !== 'linux') return undefined
  const mount = mkdtempSync(join(tmpdir(), 'inkbench-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', mount], { stdio: 'pipe' })
    return mount
  } catch {
    process.stderr.write('The full disk is not tested here: mounting a small one needs root.\n')
    rmSync(mount, { recursive: true })
    return undefined
  }
}
