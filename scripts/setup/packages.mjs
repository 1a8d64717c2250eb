import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './errors.mjs'
import { runNpm } from './run.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its
 * own account of what it installed as its last act, so that an interrupted
 * installation has none.
 */
export function packagesInPlace(root) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const found = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    const other = found[path]
    // Packages for other platforms are optional and rightly missing.
    if (!other) return Boolean(entry.optional || entry.devOptional || entry.peer)
    return other.version === entry.version && other.integrity === entry.integrity
  })
}

/**
 * Runs `npm ci` where needed. Install scripts stay off (.npmrc): what they
 * would do, the set-up does itself, from sources that can be reached.
 */
export async function providePackages({ root, progress }) {
  if (packagesInPlace(root)) return
  const step = progress.start('Installing the packages (a few minutes, once)', 0)
  const { status, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
  })
  if (status === 0) return step.end('Installed the packages')
  step.drop()
  const log = join(root, '.native', 'npm-ci.log')
  mkdirSync(join(root, '.native'), { recursive: true })
  writeFileSync(log, output)
  throw new SetupError(
    `The packages could not be installed; npm says "${npmReason(output, status)}": check the network, the disk and npm's registry setting, and run the same command again (all of npm's words are in .native/npm-ci.log).`,
  )
}

/** npm's own sentence, without its codes and log paths. */
export function npmReason(output, status = 1) {
  if (status === 127) return 'npm was not found; it comes with Node.js'
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter(
      (line) =>
        line !== '' &&
        !/^(code|errno|syscall|path|A complete log|network\s*$)/.test(line) &&
        !line.startsWith('npm warn'),
    )
  return lines[0] ?? `exit status ${status}`
}

function readPackages(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
