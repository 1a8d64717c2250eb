import { shallowRef } from 'vue'
import {
  pictureFileLimitBytes,
  pictureFileTooLarge,
  pictureUnreadable,
  type PictureFile,
} from '#contract/predict'
import { WorkbenchError, type Problem } from '#contract/problem'
import { failureOf, request } from '../api'
import { decodePicture } from './decode-picture'

export interface Picture {
  /** Of its file, without the folder. */
  name: string
  /** Of a square sheet, up to `pictureSide` to a side. */
  ink: Uint8Array<ArrayBuffer>
}

/**
 * The picture that was opened last. One that cannot be read leaves it as it is.
 * @param failed is told why
 */
export function usePicture(failed: (problem: Problem) => void) {
  const picture = shallowRef<Picture | null>(null)
  let questions = 0

  /** Of several pictures the last one counts, whichever is read first. */
  async function show(find: () => Promise<PictureFile | null>): Promise<void> {
    const mine = (questions += 1)
    try {
      const file = await find()
      if (!file) return
      const { ink } = await request('predict:readPicture', await decodePicture(file))
      if (mine === questions) picture.value = { name: file.name, ink: new Uint8Array(ink) }
    } catch (error) {
      const problem = error instanceof WorkbenchError ? error.problem : failureOf(error)
      if (mine === questions) failed(problem)
    }
  }

  const open = () => show(() => request('predict:openPicture'))
  const read = (file: File) => show(() => contentOf(file))
  /** Also of one that is being read. */
  function remove(): void {
    questions += 1
    picture.value = null
  }
  return { picture, open, read, remove }
}

async function contentOf(file: File): Promise<PictureFile> {
  if (file.size > pictureFileLimitBytes) throw pictureFileTooLarge(file.size)
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  } catch (error) {
    throw pictureUnreadable(file.name, String(error))
  }
}
