import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../make-folder'
import { fileProblem } from './file-errors'

/**
 * Writes a file beside its place, checks it there, and only then gives it its name:
 * no half-written or unchecked file ever stands at `target`, and a failure leaves nothing.
 * @param check is given the path of the written file; what it returns is handed on.
 * @throws WorkbenchError `export.diskFull`, `export.notWritable`, or what `write` and `check` throw.
 */
export async function writeAside<Checked>(
  target: string,
  write: (path: string) => Promise<void>,
  check: (path: string) => Promise<Checked>,
): Promise<{ bytes: number; checked: Checked }> {
  const aside = `${target}.${randomBytes(4).toString('hex')}.part`
  try {
    makeFolder(dirname(target))
    await write(aside)
    await flush(aside)
    const checked = await check(aside)
    const { size } = await stat(aside)
    await rename(aside, target)
    return { bytes: size, checked }
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined)
    throw fileProblem(error, target)
  }
}

/** To the disk itself: a power cut after the renaming must not leave an empty file. */
async function flush(path: string) {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
