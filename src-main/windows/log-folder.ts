import { join } from 'node:path'
import { makeFolder } from '#core/make-folder'

/**
 * Where the log lies: in the data folder or, where that cannot be written, beside what Chromium
 * keeps. The folder is made here: the logger's own way never comes back below /proc, and the app
 * with it.
 */
export function logFolder(dataFolder: string, otherwise: string): string {
  const folder = join(dataFolder, 'logs')
  try {
    makeFolder(folder)
    return folder
  } catch {
    return otherwise
  }
}
