import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and what is missing above it, one after another: Node's own recursive way never
 * comes back where the system answers “not found” to making a folder, as Linux does below /proc.
 * @throws the file system's error
 */
export function makeFolder(folder: string): void {
  const missing = [resolve(folder)]
  for (let above = dirname(resolve(folder)); !existsSync(above); above = dirname(above))
    missing.unshift(above)
  for (const each of missing) makeOne(each)
}

function makeOne(folder: string) {
  try {
    mkdirSync(folder)
  } catch (error) {
    // It was there, or another process has just made it.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
