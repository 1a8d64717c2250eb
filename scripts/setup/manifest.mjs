import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache.mjs'

/**
 * `.native/manifest.json` tells the app where its native parts are and where
 * they came from; it also holds what a later start compares in order to know,
 * in a few milliseconds and without the network, that nothing is to be done.
 */
const FORMAT = 1

export function manifestPath(root) {
  return join(root, '.native', 'manifest.json')
}

/** What decides which native parts there are. */
const DECISIVE = [
  'package-lock.json',
  join('resources', 'native-lock.json'),
  join('scripts', 'setup', 'binding-patch.mjs'),
  join('scripts', 'setup', 'quiet-log.mjs'),
  join('scripts', 'setup', 'sqlite-patch.mjs'),
]

/** Changes whenever the set-up has something to look at again. */
export function setupKey(root) {
  const hash = createHash('sha256').update(`${FORMAT}\0${process.platform}-${process.arch}\0`)
  hash.update(`${cacheFolder()}\0${process.env.INKBENCH_ELECTRON ?? ''}\0`)
  for (const file of DECISIVE) {
    const path = join(root, file)
    hash.update(existsSync(path) ? readFileSync(path) : '')
  }
  return hash.digest('hex')
}

/**
 * The manifest, if it is complete, of this machine and these lock files, and
 * every file that it names is still there with the size it had.
 * A part that could not be had is tried again by the next set-up.
 */
export function currentManifest(root) {
  try {
    const manifest = JSON.parse(readFileSync(manifestPath(root), 'utf8'))
    if (manifest.format !== FORMAT || !manifest.complete || manifest.key !== setupKey(root))
      return undefined
    const whole = manifest.files.every(({ path, size }) => statSync(path).size === size)
    return whole ? manifest : undefined
  } catch {
    return undefined
  }
}

/**
 * @param {string} root
 * @param {Record<string, object>} parts by name; see src-main/core/native/manifest.ts
 * @param {string[]} hopeless parts that no later try can bring to this machine
 */
export function writeManifest(root, parts, hopeless = []) {
  const files = Object.values(parts).flatMap(filesOf)
  const manifest = {
    format: FORMAT,
    key: setupKey(root),
    complete: Object.entries(parts).every(
      ([name, part]) => part.available || hopeless.includes(name),
    ),
    parts,
    files: files.map((path) => ({ path, size: statSync(path).size })),
  }
  const path = manifestPath(root)
  mkdirSync(join(root, '.native'), { recursive: true })
  const aside = `${path}.${process.pid}.aside`
  writeFileSync(aside, `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(aside, path)
  return manifest
}

function filesOf(part) {
  if (!part.available) return []
  const libraries = part.library
    ? readdirSync(join(part.library, 'lib')).map((name) => join(part.library, 'lib', name))
    : []
  return part.path ? [part.path, ...libraries] : libraries
}
