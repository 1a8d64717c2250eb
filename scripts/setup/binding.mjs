import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { writeFile, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { patchedSources, writeSources } from './binding-patch.mjs'
import { landFolder } from './cache.mjs'
import { compile, findCompiler } from './compiler.mjs'
import { explain, SetupError } from './errors.mjs'
import { quietLogSource } from './quiet-log.mjs'

const NAPI = 8
const NAME = 'tfjs_binding.node'
const QUIET_LOG = 'quiet_log.cc'

/**
 * Builds tfjs-node-gpu's own binding, with one change (see binding-patch.mjs) and one function more
 * (see quiet-log.mjs), against the provided TensorFlow and puts it where the package looks for it.
 * The official way would fetch TensorFlow 2.9.1, which current GPUs cannot use, from a site that is
 * not a registry.
 * @param {{folder: string}} tensorflow with lib/ and include/
 * @returns {Promise<{path: string, source: string}>}
 */
export async function provideBinding(tensorflow, { root, cache, progress }) {
  const package_ = join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu')
  const sources = join(package_, 'binding')
  if (!existsSync(sources)) {
    throw new SetupError(
      'The package @tensorflow/tfjs-node-gpu is not in node_modules: run "npm ci" and then the same command again.',
    )
  }
  const texts = patchedSources(sources).set(QUIET_LOG, quietLogSource(tensorflow.folder))
  const built = join(cache, `tfjs-binding-${digest(texts, tensorflow.folder)}`)
  if (!existsSync(built)) {
    const compiler = await findCompiler()
    const step = progress.start('Compiling the TensorFlow binding', 0)
    try {
      await landFolder(built, async (aside) => {
        const patched = join(aside, 'src')
        mkdirSync(patched)
        writeSources(patched, texts)
        const output = join(aside, NAME)
        await compile(compiler.cxx, flags({ root, sources: patched, tensorflow, output }), {
          what: 'The TensorFlow binding',
        })
        rmSync(patched, { recursive: true })
        await writeFile(join(aside, 'source.txt'), `compiled here with ${compiler.version}\n`)
      })
      step.end('Compiled the TensorFlow binding')
    } catch (error) {
      step.drop()
      throw explain(error, 'Compiling the TensorFlow binding')
    }
  }
  const path = join(package_, 'lib', `napi-v${NAPI}`, NAME)
  install(join(built, NAME), path)
  return { path, source: (await readFile(join(built, 'source.txt'), 'utf8')).trim() }
}

function flags({ root, sources, tensorflow, output }) {
  const lib = join(tensorflow.folder, 'lib')
  const common = [
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-w',
    `-DNAPI_VERSION=${NAPI}`,
    `-I${join(root, 'node_modules', 'node-api-headers', 'include')}`,
    `-I${join(tensorflow.folder, 'include')}`,
    join(sources, 'tfjs_backend.cc'),
    join(sources, 'tfjs_binding.cc'),
    join(sources, QUIET_LOG),
  ]
  if (process.platform === 'darwin') {
    return [
      ...common,
      '-bundle',
      '-undefined',
      'dynamic_lookup',
      join(lib, 'libtensorflow_cc.2.dylib'),
      join(lib, 'libtensorflow_framework.2.dylib'),
      `-Wl,-rpath,${lib}`,
      '-o',
      output,
    ]
  }
  return [
    ...common,
    '-shared',
    `-L${lib}`,
    '-l:libtensorflow_cc.so.2',
    '-l:libtensorflow_framework.so.2',
    `-Wl,-rpath,${rpath(tensorflow.folder)}`,
    '-o',
    output,
  ]
}

/** TensorFlow's libraries, and NVIDIA's where the CUDA wheels were taken. */
function rpath(folder) {
  const nvidia = join(folder, 'nvidia')
  const parts = existsSync(nvidia)
    ? readdirSync(nvidia).map((part) => join(nvidia, part, 'lib'))
    : []
  return [join(folder, 'lib'), ...parts].join(':')
}

/** The build stands for its sources and for the libraries it is linked to. */
function digest(texts, folder) {
  const hash = createHash('sha256').update(`${folder}\0napi${NAPI}\0`)
  for (const text of texts.values()) hash.update(text)
  return hash.digest('hex').slice(0, 16)
}

/** Copies aside and renames: a running process keeps the file it has loaded. */
function install(from, to) {
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return
  mkdirSync(dirname(to), { recursive: true })
  const aside = `${to}.${process.pid}.aside`
  try {
    copyFileSync(from, aside)
    renameSync(aside, to)
  } finally {
    rmSync(aside, { force: true })
  }
}
