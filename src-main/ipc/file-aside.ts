import { rename, rm } from 'node:fs/promises'
import { WorkbenchError } from '#contract/problem'

/**
 * Whole or not at all: written beside the target and renamed.
 * @param write puts the content at the path that it is given
 * @throws WorkbenchError `file.unwritable`
 */
export async function placeFile(
  path: string,
  write: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = `${path}.${process.pid}.aside`
  try {
    await write(aside)
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw new WorkbenchError(
      'file.unwritable',
      `The file ${path} cannot be written.`,
      { path },
      String(error),
    )
  }
}
