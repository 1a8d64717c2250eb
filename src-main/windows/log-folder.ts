import { join } from 'node:path'
import { makeFolder } from '#core/make-folder'
import { mustBeThere, type DataFolder } from '#core/runs'

/**
 * Where the log lies: in the data folder or, where that is gone or cannot be written, beside what
 * Chromium keeps. The folder is made here: the logger's own way never comes back below /proc, and the app
 * with it.
 */
export function logFolder(dataFolder: DataFolder, otherwise: string): string {
  try {
    const folder = join(mustBeThere(dataFolder), 'logs')
    makeFolder(folder)
    return folder
  } catch {
    return otherwise
  }
}
