import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  pictureFileLimitBytes,
  pictureFileTooLarge,
  pictureUnreadable,
  type PictureFile,
} from '#contract/predict'
import { WorkbenchError } from '#contract/problem'

/** @throws WorkbenchError `predict.noFile` or `predict.fileTooLarge` */
export async function readPictureFile(path: string): Promise<PictureFile> {
  try {
    const found = await stat(path)
    // A pipe would be waited for when it is opened.
    if (!found.isFile()) throw new Error('It is no file.')
    if (found.size > pictureFileLimitBytes) throw pictureFileTooLarge(found.size)
    return { name: basename(path), bytes: await readFile(path) }
  } catch (error) {
    throw error instanceof WorkbenchError ? error : pictureUnreadable(path, String(error))
  }
}
