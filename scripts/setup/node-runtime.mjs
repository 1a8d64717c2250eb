import { createReadStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { landFolder } from './cache.mjs'
import { download } from './download.mjs'
import { explain, SetupError } from './errors.mjs'
import { npmTarball } from './registry.mjs'
import { extractTar } from './tar.mjs'

/** The product runs on this major version or a newer one. */
export const NODE_MAJOR = 24

export function isNewEnough(version = process.versions.node) {
  return Number(version.split('.')[0]) >= NODE_MAJOR
}

/**
 * @param {{package: string, version: string, integrity: string, size: number} | undefined} pin
 * @returns {Promise<{path: string, version: string, source: string}>} `path` of the program
 */
export async function provideNode(pin, { root, cache, progress }) {
  if (isNewEnough()) {
    // The tests run on the Node that an earlier set-up has provided.
    const ours = pin && process.execPath.startsWith(cache)
    const source = ours ? `npm ${pin.package}@${pin.version}` : 'already on this machine'
    return { path: process.execPath, version: process.versions.node, source }
  }
  if (!pin) {
    throw new SetupError(
      `Inkbench runs on Node ${NODE_MAJOR} and this is ${process.versions.node}: install Node ${NODE_MAJOR} and run the same command again.`,
    )
  }
  const folder = join(cache, `node-${pin.version}`)
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  if (!existsSync(folder)) {
    const file = await download({
      locate: () => npmTarball(root, pin.package, pin.version),
      file: join(cache, 'downloads', `${pin.package}-${pin.version}.tgz`),
      integrity: pin.integrity,
      size: pin.size,
      label: `Node ${pin.version}`,
      progress,
    })
    try {
      await landFolder(folder, async (aside) => {
        const tar = createReadStream(file).pipe(createGunzip())
        await extractTar(tar, (name) => placeNode(name, program), aside)
      })
      await rm(file, { force: true })
    } catch (error) {
      throw explain(error, 'Unpacking Node')
    }
  }
  return {
    path: join(folder, 'bin', program),
    version: pin.version,
    source: `npm ${pin.package}@${pin.version}`,
  }
}

/** Of the package only the program and its licence are needed. */
function placeNode(name, program) {
  if (name === `package/bin/${program}`) return `bin/${program}`
  return name === 'package/LICENSE' ? 'LICENSE' : undefined
}

/** An environment in which `node` is the given program. */
export function withNode(path, env = process.env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [key]: [dirname(path), env[key]].filter(Boolean).join(delimiter) }
}
