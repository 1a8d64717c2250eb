import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { landFolder } from './cache.mjs'
import { download } from './download.mjs'
import { explain } from './errors.mjs'
import { pypiFile } from './registry.mjs'
import { extractZip } from './zip.mjs'

/** What a build of the binding needs of the headers (5 MB of 100). */
const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'xla/tsl/', 'tsl/']
const LIBRARY = /^tensorflow\/(libtensorflow_(?:cc|framework)\.(?:so\.2|2\.dylib))$/
/** NVIDIA's wheels keep their libraries side by side under nvidia/<part>/lib. */
const CUDA_LIBRARY = /^nvidia\/[^/]+\/(lib\/.+|bin\/ptxas|nvvm\/.+)$/

/**
 * Provides TensorFlow's libraries and headers in the cache.
 * A wheel is a zip, so no Python takes part; the wheel is not kept.
 * @param {{key: string, version: string, wheels: {project: string, file: string, sha256: string, size: number}[]}} plan
 * @returns {Promise<{folder: string, source: string}>} `folder` has lib/ and include/
 */
export async function provideTensorFlow(plan, { cache, progress }) {
  const folder = join(cache, `tensorflow-${plan.version}-${plan.key}`)
  const source = `PyPI wheel ${plan.wheels.map(({ file }) => file.split('-').slice(0, 2).join('-')).join(', ')}`
  if (existsSync(folder)) return { folder, source }
  const files = []
  for (const wheel of plan.wheels) {
    files.push(
      await download({
        locate: () => pypiFile(wheel.project, wheel.file),
        file: join(cache, 'downloads', wheel.file),
        integrity: `sha256:${wheel.sha256}`,
        size: wheel.size,
        label: wheel.file.split('-').slice(0, 2).join(' '),
        progress,
      }),
    )
  }
  const step = progress.start('Unpacking TensorFlow', 0)
  try {
    await landFolder(folder, async (aside) => {
      for (const file of files) await extractZip(file, placeFile, aside)
      await writeFile(join(aside, 'source.txt'), `${source}\n`)
    })
    for (const file of files) await rm(file, { force: true })
    step.end('Unpacked TensorFlow')
  } catch (error) {
    step.drop()
    throw explain(error, 'Unpacking TensorFlow')
  }
  return { folder, source }
}

/** Where an entry of a wheel goes, or undefined for what is not needed. */
export function placeFile(name) {
  const library = LIBRARY.exec(name)
  if (library) return `lib/${library[1]}`
  if (CUDA_LIBRARY.test(name)) return name
  const header = name.startsWith('tensorflow/include/')
    ? name.slice('tensorflow/include/'.length)
    : ''
  return HEADERS.some((prefix) => header.startsWith(prefix)) ? `include/${header}` : undefined
}
