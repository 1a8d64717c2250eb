import { existsSync } from 'node:fs'
import { firstLine } from './errors.mjs'
import { run } from './run.mjs'

/**
 * What Electron, a virtual display and the compiler need on Debian and Ubuntu.
 * Newer releases renamed some packages (the t64 ones); either name will do.
 */
const NEEDED = [
  ['g++'],
  ['xvfb'],
  ['xauth'],
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
]

/**
 * Names, one for each need, that are not installed.
 * @param {Set<string>} installed
 * @param {(name: string) => boolean} [known] whether this release has such a package
 */
export function missingPackages(installed, known = () => true) {
  return NEEDED.filter((names) => !names.some((name) => installed.has(name))).map(
    (names) => names.find(known) ?? names.at(-1),
  )
}

/**
 * Installs what is missing where it may (Debian family, as root); elsewhere it
 * tells the one command to type.
 * @returns {Promise<{missing: string[], advice?: string}>} what is missing in the end
 */
export async function provideSystemPackages(progress) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return { missing: [] }
  if (missingPackages(await listInstalled()).length === 0) return { missing: [] }
  const root = process.getuid() === 0
  const step = root ? progress.start('Installing system packages', 0) : undefined
  if (root) await run('apt-get', ['update', '-q'])
  const missing = missingPackages(await listInstalled(), await listKnown())
  const command = ['install', '-y', '--no-install-recommends', ...missing]
  if (!root) return { missing, advice: adviseCommand(missing) }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, output } = await run('apt-get', command, { env })
  if (status === 0) {
    step.end(`Installed ${missing.join(' ')}`)
    return { missing: [] }
  }
  step.drop()
  const reason = firstLine(output.split('\n').find((line) => line.startsWith('E:')) ?? output)
  return { missing, advice: `apt-get says "${reason}"; ${adviseCommand(missing)}` }
}

function adviseCommand(missing) {
  return `type: sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`
}

async function listInstalled() {
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\n'])
  const lines = stdout.split('\n').filter((line) => line.startsWith('installed '))
  return new Set(lines.map((line) => line.slice('installed '.length)))
}

async function listKnown() {
  const { stdout } = await run('apt-cache', ['pkgnames', 'lib'])
  const names = new Set(stdout.split('\n'))
  return (name) => !name.startsWith('lib') || names.has(name)
}
