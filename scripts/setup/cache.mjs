import { mkdirSync, mkdtempSync, readdirSync, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { explain } from './errors.mjs'

/**
 * The user's folder for native parts, shared by every clone of the product.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} absolute path; the folder need not exist yet
 */
export function cacheFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (env.INKBENCH_CACHE_DIR) return env.INKBENCH_CACHE_DIR
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'inkbench')
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'inkbench')
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'inkbench')
}

/** Makes the folder, or says in one sentence why it cannot be used. */
export function openCache(folder = cacheFolder()) {
  try {
    mkdirSync(join(folder, 'downloads'), { recursive: true })
  } catch (error) {
    throw explain(error, `Preparing the cache folder ${folder}`)
  }
  return folder
}

/**
 * Fills a folder aside and renames it into place, so that a folder under its
 * final name is always whole. Whoever comes second finds it and keeps it.
 * @param {string} target final path
 * @param {(aside: string) => Promise<void>} fill
 * @returns {Promise<string>} target
 */
export async function landFolder(target, fill) {
  if (existsSync(target)) return target
  mkdirSync(dirname(target), { recursive: true })
  const aside = mkdtempSync(`${target}.aside-`)
  try {
    await fill(aside)
    await rename(aside, target)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    if (!['ENOTEMPTY', 'EEXIST'].includes(error?.code)) throw error
  }
  return target
}

/** Removes what an interrupted set-up left aside. Only under the set-up lock. */
export async function sweepAsides(folder) {
  for (const name of readdirSync(folder)) {
    if (basename(name).includes('.aside-')) {
      await rm(join(folder, name), { recursive: true, force: true })
    }
  }
}
