import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '#core/make-folder'
import { isGone, type DataFolder } from '#core/runs'

/** Less than this, and Chromium cannot even take its lock. */
const probeBytes = 64 * 1024

/**
 * Where Chromium keeps what it needs for a window: in the data folder or, where that is gone or
 * cannot be written, in the system's folder for what passes (Chromium writes to it to its last moment, so
 * that the app cannot clear it). Without one, the app would end before it could say what is wrong.
 */
export function windowFolder(dataFolder: DataFolder): string {
  const folder = join(dataFolder.path, 'window')
  if (!isGone(dataFolder) && canWrite(folder)) return folder
  return mkdtempSync(join(tmpdir(), 'inkbench-window-'))
}

function canWrite(folder: string): boolean {
  const probe = join(folder, `${process.pid}.probe`)
  try {
    makeFolder(folder)
    writeFileSync(probe, Buffer.alloc(probeBytes))
    return true
  } catch {
    return false
  } finally {
    try {
      rmSync(probe, { force: true })
    } catch {
      // ENOTDIR: `force` forgives a missing file only.
    }
  }
}
