import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { patchText as patchBinding } from '../../../scripts/setup/binding-patch.mjs'
import { sourceFor as quietLogFor } from '../../../scripts/setup/quiet-log.mjs'
import { cacheFolder } from '../../../scripts/setup/cache.mjs'
import { displayMissing, libraryAdvice } from '../../../scripts/setup/desktop.mjs'
import { explain } from '../../../scripts/setup/errors.mjs'
import { proxyFor } from '../../../scripts/setup/http.mjs'
import { npmReason } from '../../../scripts/setup/packages.mjs'
import { formatBytes, formatLine } from '../../../scripts/setup/progress.mjs'
import { indexFromFiles } from '../../../scripts/setup/registry.mjs'
import { patchText } from '../../../scripts/setup/sqlite-patch.mjs'
import { missingPackages } from '../../../scripts/setup/system-packages.mjs'
import { placeFile } from '../../../scripts/setup/tensorflow.mjs'
import { countVitest } from '../../../scripts/test/count.mjs'

function withFile<Result>(text: string, use: (file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'inkbench-words-'))
  try {
    writeFileSync(join(folder, 'file'), text)
    return use(join(folder, 'file'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the cache folder', () => {
  it('is where each system keeps such things, or where it is told', () => {
    expect(cacheFolder({}, 'linux', '/h')).toBe('/h/.cache/inkbench')
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/h')).toBe('/x/inkbench')
    expect(cacheFolder({}, 'darwin', '/h')).toBe('/h/Library/Caches/inkbench')
    expect(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32', '/h')).toBe('/l/inkbench')
    expect(cacheFolder({ INKBENCH_CACHE_DIR: '/mine' }, 'linux', '/h')).toBe('/mine')
  })
})

describe('progress', () => {
  it('shows a share of the total size', () => {
    expect(formatBytes(274_000_871)).toBe('274.0 MB')
    expect(formatLine({ label: 'Downloading', done: 50, total: 100_000 })).toContain(
      '0 % of 100 kB',
    )
    expect(formatLine({ label: 'Downloading', done: 50_000, total: 100_000 })).toMatch(
      /█{12}░{12} 50 %/,
    )
  })
})

describe('errors', () => {
  it('are put into words with something to do', () => {
    const error = Object.assign(new Error('write'), { code: 'ENOSPC' })
    expect(explain(error, 'The download').message).toMatch(
      /^The download stopped because the disk is full/,
    )
    expect(explain(new Error('odd\nat stack'), 'The set-up').message).toBe('The set-up failed: odd')
  })

  it("repeat npm's own sentence", () => {
    const output =
      'npm error code ECONNREFUSED\nnpm error syscall connect\nnpm error FetchError: request failed\n'
    expect(npmReason(output)).toBe('FetchError: request failed')
    expect(npmReason('', 127)).toMatch(/npm was not found/)
  })
})

describe("the clients' own settings", () => {
  it("find pip's index in its files", () => {
    withFile(
      '[global]\nextra-index-url = https://b.test/simple\nindex-url = https://a.test/simple\n',
      (file) => expect(indexFromFiles([`${file}.missing`, file])).toBe('https://a.test/simple'),
    )
    withFile('[global]\ncert = /etc/ca.crt\n', (file) =>
      expect(indexFromFiles([file])).toBeUndefined(),
    )
  })

  it('find the proxy, and what it is not for', () => {
    const env = { HTTPS_PROXY: 'proxy.test:3128', NO_PROXY: 'localhost,.inside.test' }
    expect(proxyFor(new URL('https://a.test/x'), env)?.host).toBe('proxy.test:3128')
    expect(proxyFor(new URL('https://a.inside.test/x'), env)).toBeUndefined()
    expect(proxyFor(new URL('http://a.test/x'), env)).toBeUndefined()
  })
})

describe('what is taken', () => {
  it('of a wheel is libraries and the headers of the C interface', () => {
    expect(placeFile('tensorflow/libtensorflow_cc.so.2')).toBe('lib/libtensorflow_cc.so.2')
    expect(placeFile('tensorflow/libtensorflow_framework.2.dylib')).toBe(
      'lib/libtensorflow_framework.2.dylib',
    )
    expect(placeFile('tensorflow/include/tsl/platform/x.h')).toBe('include/tsl/platform/x.h')
    expect(placeFile('tensorflow/include/Eigen/Core')).toBeUndefined()
    expect(placeFile('nvidia/cudnn/lib/libcudnn.so.9')).toBe('nvidia/cudnn/lib/libcudnn.so.9')
  })

  it('of system packages is what is missing, by the name this release knows', () => {
    const installed = new Set([
      'g++',
      'xvfb',
      'xauth',
      'libnss3',
      'libgbm1',
      'libxss1',
      'libasound2t64',
    ])
    const known = (name: string) => name.endsWith('t64') || !name.includes('gtk')
    expect(missingPackages(installed, known)).toEqual(['libgtk-3-0t64', 'libatk-bridge2.0-0t64'])
  })
})

describe("better-sqlite3's sources", () => {
  it('keep text instead of references to strings', () => {
    expect(
      patchText(
        'Napi::Reference<Napi::String> a; a = Napi::Persistent(InternalizedFromLatin1(env, str));',
      ),
    ).toBe('TextHolder a; a = TextHolder(InternalizedFromLatin1(env, str));')
    const object = 'Napi::Persistent(object)'
    expect(patchText(object)).toBe(object)
  })
})

describe("the TensorFlow binding's sources", () => {
  it('of another version are refused, rather than compiled half changed', () => {
    expect(() => patchBinding('int main() {}')).toThrow(/other sources .* \("npm ci"\)/)
  })
})

describe('the quiet log of TensorFlow', () => {
  it('is a function of the name that its library asks for, whichever version that is', () => {
    const name = '_ZN4absl12lts_2025081411MinLogLevelEv'
    expect(quietLogFor(`\0_ZN4absl14SetMinLogLevelE\0${name}\0`)).toContain(`int ${name}()`)
    expect(quietLogFor('\0_ZN4absl11MinLogLevelEv\0')).toContain('int _ZN4absl11MinLogLevelEv()')
    expect(quietLogFor('a library without it')).toBe('')
  })
})

describe('the desktop', () => {
  it('is missing on Linux only, where no display is named', () => {
    expect(displayMissing({}, 'linux')).toBe(true)
    expect(displayMissing({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(false)
    expect(displayMissing({}, 'darwin')).toBe(false)
  })

  it('names the library that is missing', () => {
    expect(
      libraryAdvice('electron: error while loading shared libraries: libgtk-3.so.0: cannot open'),
    ).toMatch(/system library libgtk-3\.so\.0, which is not installed/)
    expect(libraryAdvice('something else')).toBeUndefined()
  })
})

describe('the closing line', () => {
  it('counts and names files that could not be loaded, and steps that failed as a whole', () => {
    const failed = { status: 'failed', fullName: 'adds', failureMessages: ['1 is not 2\n  at x'] }
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', name: '/a/b.test.ts', assertionResults: [failed] },
        { status: 'failed', name: '/a/c.test.ts', message: 'no such module', assertionResults: [] },
        {
          status: 'passed',
          name: '/a/d.test.ts',
          assertionResults: [{ status: 'pending', fullName: 'mounts', failureMessages: [] }],
        },
      ],
    }
    withFile(JSON.stringify(report), (file) =>
      expect(countVitest(file, 1)).toEqual({
        passed: 3,
        failed: 2,
        skipped: 2,
        notes: [
          'failed: c.test.ts (no such module)',
          'failed: adds (1 is not 2)',
          'skipped: mounts',
        ],
      }),
    )
    withFile('not JSON', (file) => expect(countVitest(file, 1).failed).toBe(1))
  })
})
