import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../make-folder'
import { placeOfFile, writeAside as writeAsideOf } from '../write-aside'
import { fileProblem } from './file-errors'

/**
 * Writes an export beside its place, checks it there, and only then gives it its name.
 * @param check is given the path of the written file; what it returns is handed on.
 * @throws WorkbenchError `export.diskFull`, `export.notWritable`, or what `write` and `check` throw.
 */
export async function writeAside<Checked>(
  target: string,
  write: (path: string) => Promise<void>,
  check: (path: string) => Promise<Checked>,
): Promise<{ bytes: number; checked: Checked }> {
  try {
    makeFolder(dirname(target))
    const place = await placeOfFile(target)
    const aside = `${place}.${randomBytes(4).toString('hex')}.part`
    return await writeAsideOf(aside, place, write, async (path) => ({
      checked: await check(path),
      bytes: (await stat(path)).size,
    }))
  } catch (error) {
    throw fileProblem(error, target)
  }
}
