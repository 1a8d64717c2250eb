import { lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'

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

/**
 * The file that a path leads to: a renaming would put a file in the place of a link itself, or of a
 * device.
 * @throws Error `EEXIST` where something else than a file stands there, `ENOENT` for a link that
 * leads nowhere
 */
export async function placeOfFile(path: string): Promise<string> {
  const found = await lstat(path).catch(() => null)
  if (!found) return path
  const place = await realpath(path)
  if ((await stat(place)).isFile()) return place
  throw Object.assign(new Error(`${place} is no file.`), { code: 'EEXIST' })
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
