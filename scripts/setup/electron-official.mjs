import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { open } from './http.mjs'
import { run } from './run.mjs'

const PROBE_MS = 5_000
const INSTALL_MS = 15 * 60_000

/** The program that the electron package has already installed, if any. */
export function officialElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * Runs the electron package's own install script where its download site (or
 * the mirror set for it) answers within seconds.
 * @returns {Promise<string | undefined>} the program, or undefined
 */
export async function installOfficialElectron({ root, node, progress }) {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'install.js')) || process.env.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return undefined
  const address = await artifactAddress(root, node)
  if (!address || !(await answers(address))) return undefined
  const step = progress.start('Downloading Electron from its own site', 0)
  const { status } = await run(node, [join(folder, 'install.js')], {
    cwd: root,
    timeoutMs: INSTALL_MS,
  })
  step.end(status === 0 ? 'Downloaded Electron' : 'Electron could not be had from its own site')
  return officialElectron(root)
}

/** Asks the package's own downloader, which knows mirrors and versions. */
async function artifactAddress(root, node) {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  )
  const module_ = join(root, 'node_modules', '@electron', 'get', 'dist', 'artifact-utils.js')
  const script = `const { getArtifactRemoteURL } = await import(${JSON.stringify(module_)});
    console.log(await getArtifactRemoteURL({ artifact: 'electron', artifactName: 'electron', version: 'v${version}', platform: process.platform, arch: process.arch }))`
  const { status, stdout } = await run(node, ['--input-type=module', '-e', script], {
    cwd: root,
    timeoutMs: PROBE_MS,
  })
  return status === 0 ? stdout.trim() : undefined
}

async function answers(address) {
  const late = new Promise((resolve) => setTimeout(resolve, PROBE_MS, false).unref())
  const probe = open(address, { method: 'HEAD', idleMs: PROBE_MS }).then(
    (response) => {
      response.resume()
      return response.statusCode === 200
    },
    () => false,
  )
  return Promise.race([probe, late])
}
