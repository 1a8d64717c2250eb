import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whether a window has nowhere to open. Only Linux runs without a display. */
export function displayMissing(env = process.env, platform = process.platform) {
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY
}

/**
 * Chromium's sandbox does not work as root, nor where the system keeps user
 * namespaces from ordinary programs and its helper is not setuid root.
 * @param {(text: string) => void} say tells the reader why it is off
 */
export function sandboxFlags(electron, say, platform = process.platform) {
  if (platform !== 'linux') return []
  if (process.getuid() === 0) return ['--no-sandbox']
  const helper = join(dirname(electron), 'chrome-sandbox')
  if (isSetuidRoot(helper) || namespacesAllowed()) return []
  say(
    `This system keeps Chromium's sandbox from ordinary programs, so the app starts without it; to have it, type: sudo chown root ${helper} && sudo chmod 4755 ${helper}`,
  )
  return ['--no-sandbox']
}

/** One sentence where a library of the system is missing, else undefined. */
export function libraryAdvice(said) {
  const library = /error while loading shared libraries: (\S+?):/.exec(said)?.[1]
  if (!library) return undefined
  const advice = existsSync('/etc/debian_version')
    ? '; type: sudo apt-get install libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libatk-bridge2.0-0 (on newer releases some of them end in t64)'
    : ': install it with your package manager'
  return `The app needs the system library ${library}, which is not installed${advice}.`
}

function isSetuidRoot(path) {
  if (!existsSync(path)) return false
  const { uid, mode } = statSync(path)
  return uid === 0 && (mode & 0o4000) !== 0
}

function namespacesAllowed() {
  return (
    kernelSetting('unprivileged_userns_clone') !== '0' &&
    kernelSetting('apparmor_restrict_unprivileged_userns') !== '1'
  )
}

function kernelSetting(name) {
  try {
    return readFileSync(`/proc/sys/kernel/${name}`, 'utf8').trim()
  } catch {
    return undefined
  }
}
