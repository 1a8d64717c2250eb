import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closedAddress, sha512 } from './registry'

const product = resolve(import.meta.dirname, '..', '..', '..')
let root: string

/** A fresh clone in the little that the set-up reads. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inkbench-clone-'))
  for (const name of ['scripts', 'resources', '.npmrc'])
    cpSync(join(product, name), join(root, name), { recursive: true })
  const dependencies = { small: '1.0.0' }
  const about = { name: 'clone', version: '1.0.0', type: 'module', dependencies }
  writeFileSync(join(root, 'package.json'), JSON.stringify(about))
  const small = { version: '1.0.0', integrity: sha512(Buffer.from('small')) }
  const packages = { '': about, 'node_modules/small': small }
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ name: 'clone', version: '1.0.0', lockfileVersion: 3, packages }),
  )
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

function runScript(script: string, env: NodeJS.ProcessEnv) {
  return spawnSync(process.execPath, [join(root, 'scripts', script)], {
    encoding: 'utf8',
    env: {
      ...process.env,
      npm_config_cache: join(root, 'npm-cache'),
      npm_config_fetch_retries: '0',
      INKBENCH_CACHE_DIR: join(root, 'cache'),
      ...env,
    },
  })
}

describe('the set-up of a fresh clone', () => {
  it('without a network fails in one sentence, without a stack, on standard error', async () => {
    const address = await closedAddress()
    const env = { npm_config_registry: address, PIP_INDEX_URL: address }
    for (const script of ['setup.mjs', 'cli.mjs', 'start.mjs']) {
      const { status, stdout, stderr } = runScript(script, env)
      expect(status).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(
        /packages could not be installed; npm says ".*ECONNREFUSED.*run the same command again/s,
      )
      expect(stderr).not.toMatch(/^\s+at /m)
    }
  })

  it('with a cache folder that cannot be made says so', () => {
    writeFileSync(join(root, 'in-the-way'), '')
    const { status, stderr } = runScript('setup.mjs', {
      INKBENCH_CACHE_DIR: join(root, 'in-the-way', 'cache'),
    })
    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/folder cannot be written .*INKBENCH_CACHE_DIR/)
  })
})

describe('a second start', () => {
  it('finds everything in place, without the network', async () => {
    const address = await closedAddress()
    expect(existsSync(join(product, '.native', 'manifest.json'))).toBe(true)
    const manifest: unknown = JSON.parse(
      readFileSync(join(product, '.native', 'manifest.json'), 'utf8'),
    )
    const setup = join(product, 'scripts', 'setup', 'setup.mjs')
    const { status, stderr } = spawnSync(
      // The Node that made the manifest is the one whose second start is asked about.
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { setUp } = await import(${JSON.stringify(setup)}); await setUp(${JSON.stringify(product)})`,
      ],
      {
        encoding: 'utf8',
        env: { ...process.env, npm_config_registry: address, PIP_INDEX_URL: address },
      },
    )
    expect({ status, stderr, manifest }).toMatchObject({ status: 0, stderr: '' })
  })
})
