import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { provideBinding } from './binding.mjs'
import { cacheFolder, openCache, sweepAsides } from './cache.mjs'
import { provideElectron } from './electron.mjs'
import { SetupError } from './errors.mjs'
import { lockCache } from './lock.mjs'
import { describeMachine } from './machine.mjs'
import { currentManifest, writeManifest } from './manifest.mjs'
import { readNativeLock } from './native-lock.mjs'
import { provideNode } from './node-runtime.mjs'
import { providePackages } from './packages.mjs'
import { planNativeParts } from './plan.mjs'
import { Progress } from './progress.mjs'
import { STOCK_NAPI, provideSqliteForOldElectron, stockSqlite } from './sqlite.mjs'
import { provideOfficialBinding } from './tensorflow-official.mjs'
import { provideTensorFlow } from './tensorflow.mjs'

/**
 * Brings everything that the product needs into place. A later call finds it
 * there and returns within milliseconds, without network or child processes.
 *
 * Packages and Node are necessary: without them it throws. TensorFlow and
 * Electron are not: where one cannot be had, the manifest says why, and the
 * product goes on with what there is.
 * @param {string} root the product's folder
 * @returns {Promise<object>} the manifest
 * @throws {SetupError} in one sentence
 */
export async function setUp(root, progress = new Progress()) {
  const done = currentManifest(root)
  if (done) return done
  const cache = openCache(cacheFolder())
  const release = await lockCache(cache, () =>
    progress.say('Another set-up is at work: waiting for it.'),
  )
  try {
    // The one that was waited for may have done it all.
    return currentManifest(root) ?? (await provideAll({ root, cache, progress }))
  } finally {
    release()
  }
}

async function provideAll(context) {
  const { root, cache, progress } = context
  await sweepAsides(cache)
  const lock = readNativeLock(root)
  const plan = planNativeParts(describeMachine(), lock)
  // Downloads and npm work side by side; all are waited for, so that no error is lost.
  const [packages, node, libraries] = await Promise.allSettled([
    providePackages(context),
    provideNode(plan.node, context),
    plan.tensorflow.kind === 'wheel' ? provideTensorFlow(plan.tensorflow, context) : undefined,
  ])
  for (const outcome of [packages, node]) if (outcome.status === 'rejected') throw outcome.reason
  const tensorflow = await attempt('TensorFlow', progress, () =>
    bind(plan.tensorflow, libraries, context),
  )
  const electron = await attempt('Electron', progress, () =>
    provideElectron(plan.electron, { ...context, node: node.value.path }),
  )
  const parts = {
    node: { available: true, ...node.value },
    tensorflow,
    electron,
    ...(await databases(electron, context)),
    onnxruntime: packaged(root, 'onnxruntime-node'),
  }
  return writeManifest(root, parts, plan.tensorflow.kind === 'none' ? ['tensorflow'] : [])
}

async function bind(plan, libraries, context) {
  if (plan.kind === 'none') throw new SetupError(`TensorFlow is not available: ${plan.reason}`)
  if (plan.kind === 'official') return provideOfficialBinding(context)
  if (libraries.status === 'rejected') throw libraries.reason
  const binding = await provideBinding(libraries.value, context)
  return {
    version: plan.version,
    device: plan.device,
    path: binding.path,
    library: libraries.value.folder,
    source: libraries.value.source,
    binding: binding.source,
  }
}

async function databases(electron, context) {
  const stock = stockSqlite(context.root)
  const parts = {
    sqlite: {
      available: true,
      version: stock.version,
      napi: STOCK_NAPI,
      source: `npm better-sqlite3@${stock.version}`,
    },
  }
  if (electron.available && electron.napi < STOCK_NAPI) {
    parts.sqliteForElectron = await attempt('SQLite for this Electron', context.progress, () =>
      provideSqliteForOldElectron(context),
    )
  }
  return parts
}

async function attempt(name, progress, provide) {
  try {
    return { available: true, ...(await provide()) }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    progress.say(`${name}: ${error.message}`)
    return { available: false, reason: error.message }
  }
}

function packaged(root, name) {
  const file = join(root, 'node_modules', name, 'package.json')
  if (!existsSync(file)) return { available: false, reason: `the package ${name} is not installed` }
  const { version } = JSON.parse(readFileSync(file, 'utf8'))
  return { available: true, version, source: `npm ${name}@${version}` }
}
