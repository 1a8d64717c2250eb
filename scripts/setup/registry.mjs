import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { SetupError } from './errors.mjs'
import { getJson } from './http.mjs'
import { run, runNpm } from './run.mjs'

/**
 * Addresses of registries come from the clients' own settings, never from this
 * source: a company's mirror is then used without further ado.
 */
let npmAddress
let pypiAddress

/** @returns {Promise<string>} npm's registry, without a slash at the end */
export function npmRegistry(root) {
  npmAddress ??= findNpmRegistry(root)
  return npmAddress
}

async function findNpmRegistry(root) {
  const given = process.env.npm_config_registry
  if (given) return trim(given)
  const { status, stdout } = await runNpm(['config', 'get', 'registry'], { cwd: root })
  const address = stdout.trim().split('\n').at(-1)
  if (status !== 0 || !/^https?:/.test(address ?? '')) {
    throw new SetupError(
      'npm does not tell its registry: install npm (it comes with Node.js), or check "npm config get registry", and run the same command again.',
    )
  }
  return trim(address)
}

/** @returns {Promise<string>} the address of a tarball of npm's registry */
export async function npmTarball(root, name, version) {
  const registry = await npmRegistry(root)
  const { dist } = await getJson(`${registry}/${name.replace('/', '%2f')}/${version}`)
  return dist.tarball
}

/** @returns {Promise<string>} pip's index ("…/simple"), without a slash at the end */
export function pypiIndex() {
  pypiAddress ??= findPypiIndex()
  return pypiAddress
}

async function findPypiIndex(env = process.env) {
  const given = env.PIP_INDEX_URL ?? indexFromFiles(pipConfigFiles(env))
  if (given) return trim(given)
  for (const python of ['python3', 'python']) {
    const { status, stdout } = await run(python, [
      '-c',
      'from pip._internal.models.index import PyPI; print(PyPI.simple_url)',
    ])
    if (status === 0 && /^https?:/.test(stdout.trim())) return trim(stdout.trim())
  }
  throw new SetupError(
    'TensorFlow comes from the Python package index, whose address is asked of pip, and there is no pip: install python3-pip, or set PIP_INDEX_URL to the index, and run the same command again.',
  )
}

/** pip's own order, most particular first. */
function pipConfigFiles(env, home = homedir()) {
  const files = [
    env.PIP_CONFIG_FILE,
    join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'pip', 'pip.conf'),
    join(home, 'Library', 'Application Support', 'pip', 'pip.conf'),
    join(home, '.pip', 'pip.conf'),
    env.APPDATA && join(env.APPDATA, 'pip', 'pip.ini'),
    '/etc/xdg/pip/pip.conf',
    '/etc/pip.conf',
  ]
  return files.filter(Boolean)
}

/** The first index-url in a list of pip's INI files. Exported for its tests. */
export function indexFromFiles(files) {
  for (const file of files) {
    let text
    try {
      text = readFileSync(file, 'utf8')
    } catch {
      continue
    }
    const match = /^\s*index[-_]url\s*[=:]\s*(\S+)/m.exec(text)
    if (match) return match[1]
  }
  return undefined
}

/**
 * The address of a wheel, by the JSON form of the index (PEP 691), or by the
 * HTML form (PEP 503) of an index that knows no other.
 */
export async function pypiFile(project, file) {
  const page = `${await pypiIndex()}/${project}/`
  const { files } = await getJson(page, { accept: 'application/vnd.pypi.simple.v1+json' })
  const found = files?.find((entry) => entry.filename === file)
  if (!found) {
    throw new SetupError(
      `The Python package index in use does not hold ${file}: set PIP_INDEX_URL to one that does, and run the same command again.`,
    )
  }
  return new URL(found.url, page).href
}

function trim(address) {
  return address.replace(/\/+$/, '')
}
