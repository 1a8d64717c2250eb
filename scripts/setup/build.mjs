import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { SetupError, firstLine } from './errors.mjs'
import { lockCache } from './lock.mjs'
import { withNode } from './node-runtime.mjs'
import { run } from './run.mjs'

const INPUTS = ['src-main', 'src-preload', 'src-renderer']
const FILES = ['electron.vite.config.ts', 'package-lock.json', 'package.json']
const OUTPUT = join('out', 'main', 'cli.cjs')

/**
 * Builds the app where a source changed since the last build. Sources are
 * compared by name, size and time, which costs a few milliseconds.
 * @param {string} root
 * @param {string} node path of the Node to build with
 * @throws {SetupError} with the first error of the build
 */
export async function build(root, node, progress) {
  if (isBuilt(root)) return
  mkdirSync(join(root, '.native'), { recursive: true })
  // App and terminal may be started at once; the second finds the work done.
  const release = await lockCache(join(root, '.native'), () =>
    progress.say('Another build is at work: waiting for it.'),
  )
  try {
    if (isBuilt(root)) return
    const state = sourceState(root)
    const step = progress.start('Building the app', 0)
    const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const { status, output } = await run(node, [program, 'build', '--logLevel', 'error'], {
      cwd: root,
      env: withNode(node),
    })
    if (status !== 0) {
      step.drop()
      throw new SetupError(
        `The app could not be built ("${errorLine(output)}"): "npm run build" shows the whole report.`,
      )
    }
    writeFileSync(stampPath(root), state)
    step.end('Built the app')
  } finally {
    release()
  }
}

export function isBuilt(root) {
  const stamp = stampPath(root)
  if (!existsSync(join(root, OUTPUT)) || !existsSync(stamp)) return false
  return readFileSync(stamp, 'utf8') === sourceState(root)
}

function stampPath(root) {
  return join(root, '.native', 'build-stamp')
}

function sourceState(root) {
  const hash = createHash('sha256')
  for (const folder of INPUTS) addFolder(hash, join(root, folder))
  for (const name of FILES) {
    if (existsSync(join(root, name))) hash.update(readFileSync(join(root, name)))
  }
  return hash.digest('hex')
}

function addFolder(hash, folder) {
  if (!existsSync(folder)) return
  const entries = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) addFolder(hash, path)
    else {
      const { size, mtimeMs } = statSync(path)
      hash.update(`${path}\0${size}\0${mtimeMs}\0`)
    }
  }
}

function errorLine(output) {
  // Colours of the tool's report are of no use within a sentence.
  const lines = stripVTControlCharacters(output).split('\n')
  return firstLine(
    lines.find((line) => /error|not resolve/i.test(line) && !/during build/.test(line)) ?? output,
  )
}
