import { mkdirSync, rmSync, statSync, utimesSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { explain } from './errors.mjs'

const BEAT_MS = 2_000
const STALE_MS = 30_000
const POLL_MS = 250

/**
 * One set-up at a time for a user's cache: two of them would append to the
 * same partial download. The lock is a folder (made atomically) whose time is
 * renewed while its owner lives; a lock that is not renewed is taken over.
 * @param {string} cache
 * @param {() => void} onWait called once where another set-up is at work
 * @returns {Promise<() => void>} releases the lock
 */
export async function lockCache(cache, onWait) {
  const folder = join(cache, 'setup.lock')
  let told = false
  while (!take(folder)) {
    if (isStale(folder)) {
      rmSync(folder, { recursive: true, force: true })
      continue
    }
    if (!told) onWait()
    told = true
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  const beat = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(folder, now, now)
    } catch {
      // Whoever removed it has taken it for stale; the renames stay safe.
    }
  }, BEAT_MS)
  beat.unref()
  const release = () => {
    clearInterval(beat)
    rmSync(folder, { recursive: true, force: true })
    process.off('exit', release)
  }
  process.on('exit', release)
  return release
}

function take(folder) {
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, 'owner'), `${process.pid} ${hostname()}`)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw explain(error, 'Locking the cache folder')
  }
}

function isStale(folder) {
  try {
    if (Date.now() - statSync(folder).mtimeMs > STALE_MS) return true
    const [pid, host] = readFileSync(join(folder, 'owner'), 'utf8').split(' ')
    return host === hostname() && !isAlive(Number(pid))
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
