import { rmSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { WorkbenchError } from '#contract/problem'

/**
 * Writes the files of a trained model aside and moves the folder into its place, so that half a
 * model is never taken for a whole one.
 * @param files content by name
 * @returns bytes on disk
 * @throws WorkbenchError `model.diskFull` or `model.notWritable`
 */
export async function writeModelFolder(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<number> {
  const aside = `${folder}.part`
  try {
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true })
    for (const [name, content] of Object.entries(files))
      await writeFile(join(aside, name), content, { flush: true })
    await rm(folder, { recursive: true, force: true })
    await rename(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined)
    throw writeProblem(error, dirname(folder))
  }
  return Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0)
}

/** What was written aside by a process that is gone; harmless where it cannot be removed. */
export function removeHalfModel(folder: string): void {
  try {
    rmSync(`${folder}.part`, { recursive: true, force: true })
  } catch {
    // It goes with the run at the latest.
  }
}

/** @throws WorkbenchError `model.missing` */
export async function readModelFile(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name))
  } catch (error) {
    throw new WorkbenchError(
      'model.missing',
      `The saved model in ${folder} cannot be read: ${name} is missing.`,
      { folder, file: name },
      String(error),
    )
  }
}

/** @param error what was wrong with the files */
export function damagedModel(folder: string, error: unknown): WorkbenchError {
  return new WorkbenchError(
    'model.damaged',
    `The saved model in ${folder} is damaged. Train again to get a whole one.`,
    { folder },
    String(error),
  )
}

function writeProblem(error: unknown, folder: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new WorkbenchError(
      'model.diskFull',
      `The disk is full: the trained model could not be saved in ${folder}. Make room and train again.`,
      { folder },
      String(error),
    )
  if (code === undefined || error instanceof WorkbenchError) return error
  return new WorkbenchError(
    'model.notWritable',
    `The trained model could not be saved in ${folder}. Choose a data folder that can be written.`,
    { folder },
    String(error),
  )
}
