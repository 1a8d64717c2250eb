import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { landFolder } from './cache.mjs'
import { compile, findCompiler } from './compiler.mjs'
import { explain } from './errors.mjs'
import { patchSources } from './sqlite-patch.mjs'

const NAPI = 8
const NAME = 'better_sqlite3.node'

/** Node-API 10 is what better-sqlite3's own binaries ask for. */
export const STOCK_NAPI = 10

/** The binary that the package brings, good wherever Node-API 10 is. */
export function stockSqlite(root) {
  const folder = join(root, 'node_modules', 'better-sqlite3')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { version, folder }
}

/**
 * Builds better-sqlite3 for an Electron that has Node-API 8 only (see
 * sqlite-patch.mjs for what has to change). Takes about a minute, once: the
 * result is cached apart from the stock binary, which stays as it is.
 * @returns {Promise<{path: string, source: string}>}
 */
export async function provideSqliteForOldElectron({ root, cache, progress }) {
  const { version, folder } = stockSqlite(root)
  const built = join(cache, `better-sqlite3-${version}-napi${NAPI}-${digest(folder)}`)
  if (!existsSync(built)) {
    const compiler = await findCompiler()
    const step = progress.start('Compiling SQLite for this Electron (about a minute, once)', 0)
    try {
      await landFolder(built, (aside) => build(aside, { root, folder, compiler }))
      step.end('Compiled SQLite for this Electron')
    } catch (error) {
      step.drop()
      throw explain(error, 'Compiling SQLite')
    }
  }
  const source = (await readFile(join(built, 'source.txt'), 'utf8')).trim()
  return { path: join(built, NAME), version, source }
}

async function build(aside, { root, folder, compiler }) {
  const sources = join(aside, 'src')
  cpSync(join(folder, 'src'), sources, { recursive: true })
  patchSources(sources)
  const sqlite = join(folder, 'deps', 'sqlite3')
  const objects = [join(aside, 'sqlite3.o'), join(aside, 'better_sqlite3.o')]
  const common = ['-O3', '-fPIC', '-w', '-DNDEBUG', `-I${sqlite}`]
  await Promise.all([
    compile(
      compiler.cc,
      [
        '-std=c99',
        ...common,
        ...defines(folder),
        '-c',
        join(sqlite, 'sqlite3.c'),
        '-o',
        objects[0],
      ],
      { what: 'SQLite' },
    ),
    compile(
      compiler.cxx,
      [
        '-std=c++20',
        '-fvisibility=hidden',
        ...common,
        `-DNAPI_VERSION=${NAPI}`,
        '-DNAPI_DISABLE_CPP_EXCEPTIONS',
        '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
        `-I${join(root, 'node_modules', 'node-addon-api')}`,
        `-I${join(root, 'node_modules', 'node-api-headers', 'include')}`,
        '-c',
        join(sources, 'better_sqlite3.cpp'),
        '-o',
        objects[1],
      ],
      { what: 'better-sqlite3' },
    ),
  ])
  const link =
    process.platform === 'darwin'
      ? ['-bundle', '-undefined', 'dynamic_lookup']
      : ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-pthread']
  await compile(compiler.cxx, [...objects, ...link, '-o', join(aside, NAME)], {
    what: 'better-sqlite3',
  })
  for (const path of [sources, ...objects]) await rm(path, { recursive: true })
  await writeFile(
    join(aside, 'source.txt'),
    `compiled here with ${compiler.version} for Node-API ${NAPI}\n`,
  )
}

/** SQLite's compile-time options, from the package's own list of them. */
function defines(folder) {
  const text = readFileSync(join(folder, 'deps', 'defines.gypi'), 'utf8')
  return [...text.matchAll(/'((?:HAVE|SQLITE)_[A-Z0-9_]+(?:=[^']*)?)'/g)].map(
    ([, name]) => `-D${name}`,
  )
}

function digest(folder) {
  const hash = createHash('sha256').update(readFileSync(join(folder, 'package.json')))
  for (const name of readdirSync(join(folder, 'src', 'util')).sort()) {
    hash.update(readFileSync(join(folder, 'src', 'util', name)))
  }
  return hash.digest('hex').slice(0, 16)
}
