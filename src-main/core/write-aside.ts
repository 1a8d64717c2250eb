import { open, rename, rm } from 'node:fs/promises'

/**
 * Has a file written and checked beside its place, and only then gives it its name: no half-written
 * or unchecked file ever stands at `target`, and a failure leaves nothing.
 * @param aside in the folder of `target`
 * @param check is given the path of the written file; what it returns is handed on
 * @throws what `write`, `check` and the file system throw
 */
export async function writeAside<Checked>(
  aside: string,
  target: string,
  write: (path: string) => Promise<void>,
  check: (path: string) => Checked | Promise<Checked>,
): Promise<Checked> {
  try {
    await write(aside)
    await flush(aside)
    const checked = await check(aside)
    await rename(aside, target)
    return checked
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined)
    throw error
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
